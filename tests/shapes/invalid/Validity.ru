# The identifier of the period has capital letters.
DELETE { ?s ?p <validity/analysis-offer/eksempelsyge/germline> }
INSERT { ?s ?p <validity/Germline> }
WHERE { ?s ?p <validity/analysis-offer/eksempelsyge/germline> } ;
DELETE { <validity/analysis-offer/eksempelsyge/germline> ?p ?o }
INSERT { <validity/Germline> ?p ?o }
WHERE { <validity/analysis-offer/eksempelsyge/germline> ?p ?o }
