# The identifier of the analysis purpose has a capital letter.
DELETE { ?s ?p <analysis-purpose/hereditary-disposition> }
INSERT { ?s ?p <analysis-purpose/Hereditary-disposition> }
WHERE { ?s ?p <analysis-purpose/hereditary-disposition> } ;
DELETE { <analysis-purpose/hereditary-disposition> ?p ?o }
INSERT { <analysis-purpose/Hereditary-disposition> ?p ?o }
WHERE { <analysis-purpose/hereditary-disposition> ?p ?o }
