# The identifier of a position does not end in position.
DELETE { ?s ?p <evidence/0123456789ab/100-112/position> }
INSERT { ?s ?p <evidence/0123456789ab/100-112/sted> }
WHERE { ?s ?p <evidence/0123456789ab/100-112/position> } ;
DELETE { <evidence/0123456789ab/100-112/position> ?p ?o }
INSERT { <evidence/0123456789ab/100-112/sted> ?p ?o }
WHERE { <evidence/0123456789ab/100-112/position> ?p ?o }
