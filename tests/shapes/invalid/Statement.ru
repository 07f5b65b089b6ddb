# The identifier of a statement lacks the property and the value.
DELETE { ?s ?p <statement/eksempelsyge/pref-label/sample-disease> }
INSERT { ?s ?p <statement/sample-disease> }
WHERE { ?s ?p <statement/eksempelsyge/pref-label/sample-disease> } ;
DELETE { <statement/eksempelsyge/pref-label/sample-disease> ?p ?o }
INSERT { <statement/sample-disease> ?p ?o }
WHERE { <statement/eksempelsyge/pref-label/sample-disease> ?p ?o }
