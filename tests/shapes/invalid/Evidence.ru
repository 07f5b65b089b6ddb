# The identifier of the evidence lacks its positions.
DELETE { ?s ?p <evidence/0123456789ab/100-112> }
INSERT { ?s ?p <evidence/0123456789ab/side-1> }
WHERE { ?s ?p <evidence/0123456789ab/100-112> } ;
DELETE { <evidence/0123456789ab/100-112> ?p ?o }
INSERT { <evidence/0123456789ab/side-1> ?p ?o }
WHERE { <evidence/0123456789ab/100-112> ?p ?o }
