# The identifier of the steering group has a capital letter.
DELETE { ?s ?p <steering-group/styring> }
INSERT { ?s ?p <steering-group/Styring> }
WHERE { ?s ?p <steering-group/styring> } ;
DELETE { <steering-group/styring> ?p ?o }
INSERT { <steering-group/Styring> ?p ?o }
WHERE { <steering-group/styring> ?p ?o }
