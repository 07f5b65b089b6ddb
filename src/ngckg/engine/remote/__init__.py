"""The release in a SPARQL server that others run: brought there, and served from there."""
