"""Answering SPARQL safely and fast, whichever engine holds the release."""
