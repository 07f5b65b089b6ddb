# The identifier of the snapshot has more than its key.
DELETE { ?s ?p <source/0123456789ab> }
INSERT { ?s ?p <source/side/0123456789ab> }
WHERE { ?s ?p <source/0123456789ab> } ;
DELETE { <source/0123456789ab> ?p ?o }
INSERT { <source/side/0123456789ab> ?p ?o }
WHERE { <source/0123456789ab> ?p ?o }
