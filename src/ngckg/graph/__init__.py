"""From records to a checked, immutable release."""
