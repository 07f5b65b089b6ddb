# The identifier of the recommendation has a capital letter.
DELETE { ?s ?p <recommendation/eksempelsyge> }
INSERT { ?s ?p <recommendation/Eksempelsyge> }
WHERE { ?s ?p <recommendation/eksempelsyge> } ;
DELETE { <recommendation/eksempelsyge> ?p ?o }
INSERT { <recommendation/Eksempelsyge> ?p ?o }
WHERE { <recommendation/eksempelsyge> ?p ?o }
