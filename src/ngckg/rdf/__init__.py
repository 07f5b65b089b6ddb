"""Reading and writing RDF, its canonical form, IRI minting, JSON-LD with our context."""
