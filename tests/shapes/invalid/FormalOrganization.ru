# The identifier of the authority has capital letters.
DELETE { ?s ?p <organization/nationalt-genom-center> }
INSERT { ?s ?p <organization/NGC> }
WHERE { ?s ?p <organization/nationalt-genom-center> } ;
DELETE { <organization/nationalt-genom-center> ?p ?o }
INSERT { <organization/NGC> ?p ?o }
WHERE { <organization/nationalt-genom-center> ?p ?o }
