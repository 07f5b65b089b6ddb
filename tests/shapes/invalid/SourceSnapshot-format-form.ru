# The format of the source is no media type.
DELETE DATA { <source/0123456789ab> dcterms:format "text/html" } ;
INSERT DATA { <source/0123456789ab> dcterms:format "HTML" }
