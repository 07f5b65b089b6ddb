# The identifier of a mapping has a capital letter.
DELETE { ?s ?p <mapping/patient-group/eksempelsyge/ex-1> }
INSERT { ?s ?p <mapping/patient-group/eksempelsyge/EX-1> }
WHERE { ?s ?p <mapping/patient-group/eksempelsyge/ex-1> } ;
DELETE { <mapping/patient-group/eksempelsyge/ex-1> ?p ?o }
INSERT { <mapping/patient-group/eksempelsyge/EX-1> ?p ?o }
WHERE { <mapping/patient-group/eksempelsyge/ex-1> ?p ?o }
