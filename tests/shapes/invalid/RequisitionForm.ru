# The identifier of the form does not tell its kind.
DELETE { ?s ?p <document/eksempelsyge/rekvisition> }
INSERT { ?s ?p <document/eksempelsyge/blanket> }
WHERE { ?s ?p <document/eksempelsyge/rekvisition> } ;
DELETE { <document/eksempelsyge/rekvisition> ?p ?o }
INSERT { <document/eksempelsyge/blanket> ?p ?o }
WHERE { <document/eksempelsyge/rekvisition> ?p ?o }
