"""The knowledge graph of patient groups offered whole genome sequencing in Denmark."""

__version__ = "0.1.0"
