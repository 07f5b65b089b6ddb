# The identifier of a step has a capital letter.
DELETE { ?s ?p <step/eksempelsyge/udarbejdelse> }
INSERT { ?s ?p <step/eksempelsyge/Udarbejdelse> }
WHERE { ?s ?p <step/eksempelsyge/udarbejdelse> } ;
DELETE { <step/eksempelsyge/udarbejdelse> ?p ?o }
INSERT { <step/eksempelsyge/Udarbejdelse> ?p ?o }
WHERE { <step/eksempelsyge/udarbejdelse> ?p ?o }
