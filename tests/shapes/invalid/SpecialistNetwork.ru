# The identifier of the network has a capital letter.
DELETE { ?s ?p <specialist-network/eksempelsyge> }
INSERT { ?s ?p <specialist-network/Eksempelsyge> }
WHERE { ?s ?p <specialist-network/eksempelsyge> } ;
DELETE { <specialist-network/eksempelsyge> ?p ?o }
INSERT { <specialist-network/Eksempelsyge> ?p ?o }
WHERE { <specialist-network/eksempelsyge> ?p ?o }
