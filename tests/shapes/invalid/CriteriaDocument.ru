# The identifier of the criteria does not tell their kind.
DELETE { ?s ?p <document/eksempelsyge/indikationer-og-kriterier> }
INSERT { ?s ?p <document/eksempelsyge/kriterier> }
WHERE { ?s ?p <document/eksempelsyge/indikationer-og-kriterier> } ;
DELETE { <document/eksempelsyge/indikationer-og-kriterier> ?p ?o }
INSERT { <document/eksempelsyge/kriterier> ?p ?o }
WHERE { <document/eksempelsyge/indikationer-og-kriterier> ?p ?o }
