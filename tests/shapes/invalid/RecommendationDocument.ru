# The identifier of the recommendation document does not tell its kind.
DELETE { ?s ?p <document/eksempelsyge/faglige-anbefalinger> }
INSERT { ?s ?p <document/eksempelsyge/anbefalinger> }
WHERE { ?s ?p <document/eksempelsyge/faglige-anbefalinger> } ;
DELETE { <document/eksempelsyge/faglige-anbefalinger> ?p ?o }
INSERT { <document/eksempelsyge/anbefalinger> ?p ?o }
WHERE { <document/eksempelsyge/faglige-anbefalinger> ?p ?o }
