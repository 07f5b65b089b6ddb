# The identifier of a general statement has a capital letter.
DELETE { ?s ?p <general-statement/kommentering> }
INSERT { ?s ?p <general-statement/Kommentering> }
WHERE { ?s ?p <general-statement/kommentering> } ;
DELETE { <general-statement/kommentering> ?p ?o }
INSERT { <general-statement/Kommentering> ?p ?o }
WHERE { <general-statement/kommentering> ?p ?o }
