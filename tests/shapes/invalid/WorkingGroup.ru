# The identifier of a working group has a capital letter.
DELETE { ?s ?p <working-group/fortolkning> }
INSERT { ?s ?p <working-group/Fortolkning> }
WHERE { ?s ?p <working-group/fortolkning> } ;
DELETE { <working-group/fortolkning> ?p ?o }
INSERT { <working-group/Fortolkning> ?p ?o }
WHERE { <working-group/fortolkning> ?p ?o }
