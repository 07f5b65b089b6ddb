# The identifier of the group of people has a capital letter.
DELETE { ?s ?p <organization/direktoerer> }
INSERT { ?s ?p <organization/Direktoerer> }
WHERE { ?s ?p <organization/direktoerer> } ;
DELETE { <organization/direktoerer> ?p ?o }
INSERT { <organization/Direktoerer> ?p ?o }
WHERE { <organization/direktoerer> ?p ?o }
