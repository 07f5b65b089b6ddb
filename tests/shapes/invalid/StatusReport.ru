# The identifier of the report does not tell its kind.
DELETE { ?s ?p <document/eksempelsyge/statusrapport> }
INSERT { ?s ?p <document/eksempelsyge/rapport> }
WHERE { ?s ?p <document/eksempelsyge/statusrapport> } ;
DELETE { <document/eksempelsyge/statusrapport> ?p ?o }
INSERT { <document/eksempelsyge/rapport> ?p ?o }
WHERE { <document/eksempelsyge/statusrapport> ?p ?o }
