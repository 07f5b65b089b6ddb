# The identifier of a quotation does not end in quote.
DELETE { ?s ?p <evidence/0123456789ab/100-112/quote> }
INSERT { ?s ?p <evidence/0123456789ab/100-112/citat> }
WHERE { ?s ?p <evidence/0123456789ab/100-112/quote> } ;
DELETE { <evidence/0123456789ab/100-112/quote> ?p ?o }
INSERT { <evidence/0123456789ab/100-112/citat> ?p ?o }
WHERE { <evidence/0123456789ab/100-112/quote> ?p ?o }
