"""From a source page to typed records, each with its place on the page."""
