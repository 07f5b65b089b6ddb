"""The release in the memory of our own worker processes."""
