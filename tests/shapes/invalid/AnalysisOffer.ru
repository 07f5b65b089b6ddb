# The identifier of the offer has a capital letter.
DELETE { ?s ?p <analysis-offer/eksempelsyge/germline> }
INSERT { ?s ?p <analysis-offer/eksempelsyge/Germline> }
WHERE { ?s ?p <analysis-offer/eksempelsyge/germline> } ;
DELETE { <analysis-offer/eksempelsyge/germline> ?p ?o }
INSERT { <analysis-offer/eksempelsyge/Germline> ?p ?o }
WHERE { <analysis-offer/eksempelsyge/germline> ?p ?o }
