# A concept has two codes.
INSERT DATA { <role/direktoer> skos:notation "dir" }
