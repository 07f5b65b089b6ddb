# The kind of a general statement is missing.
DELETE DATA { <general-statement/kommentering> dcterms:type <statement-kind/review> }
