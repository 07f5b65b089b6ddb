# The kind of a general statement is a role.
DELETE DATA { <general-statement/kommentering> dcterms:type <statement-kind/review> } ;
INSERT DATA { <general-statement/kommentering> dcterms:type <role/direktoer> }
