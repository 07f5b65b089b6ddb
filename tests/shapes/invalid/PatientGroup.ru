# The identifier of the group has a capital letter.
DELETE { ?s ?p <patient-group/eksempelsyge> }
INSERT { ?s ?p <patient-group/Eksempelsyge> }
WHERE { ?s ?p <patient-group/eksempelsyge> } ;
DELETE { <patient-group/eksempelsyge> ?p ?o }
INSERT { <patient-group/Eksempelsyge> ?p ?o }
WHERE { <patient-group/eksempelsyge> ?p ?o }
