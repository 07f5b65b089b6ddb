# The format of the source is missing.
DELETE DATA { <source/0123456789ab> dcterms:format "text/html" }
