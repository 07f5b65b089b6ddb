# The identifier of the membership lacks the body.
DELETE { ?s ?p <membership/styring/direktoerer> }
INSERT { ?s ?p <membership/direktoerer> }
WHERE { ?s ?p <membership/styring/direktoerer> } ;
DELETE { <membership/styring/direktoerer> ?p ?o }
INSERT { <membership/direktoerer> ?p ?o }
WHERE { <membership/styring/direktoerer> ?p ?o }
