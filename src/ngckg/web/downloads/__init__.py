"""The release as files: whole and by named graph, in every syntax, also gzipped."""
