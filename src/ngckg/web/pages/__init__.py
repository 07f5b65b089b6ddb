"""The pages for people: what they show, in which words and pictures; rendered on the server."""
