"""Being told of changes: what came, changed and went between releases."""
