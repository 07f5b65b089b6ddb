# A list has a top concept that is not described.
INSERT DATA { <scheme/roles> skos:hasTopConcept <role/ukendt> }
