# A concept is in a list that is not described.
INSERT DATA { <role/direktoer> skos:inScheme <scheme/ukendt> }
