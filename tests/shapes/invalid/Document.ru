# The identifier of a document has a capital letter in the name of the group.
DELETE { ?s ?p <document/eksempelsyge/rekvisition> }
INSERT { ?s ?p <document/Eksempelsyge/rekvisition> }
WHERE { ?s ?p <document/eksempelsyge/rekvisition> } ;
DELETE { <document/eksempelsyge/rekvisition> ?p ?o }
INSERT { <document/Eksempelsyge/rekvisition> ?p ?o }
WHERE { <document/eksempelsyge/rekvisition> ?p ?o }
