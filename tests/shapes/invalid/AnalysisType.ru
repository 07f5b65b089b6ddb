# The identifier of the analysis type has a capital letter.
DELETE { ?s ?p <analysis-type/germline> }
INSERT { ?s ?p <analysis-type/Germline> }
WHERE { ?s ?p <analysis-type/germline> } ;
DELETE { <analysis-type/germline> ?p ?o }
INSERT { <analysis-type/Germline> ?p ?o }
WHERE { <analysis-type/germline> ?p ?o }
