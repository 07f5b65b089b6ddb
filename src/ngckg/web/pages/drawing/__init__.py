"""Pictures as SVG, made on the server; every function is pure."""
