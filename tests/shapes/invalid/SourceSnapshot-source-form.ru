# The address of the page is a text.
DELETE DATA { <source/0123456789ab> dcterms:source <https://example.org/patientgrupper> } ;
INSERT DATA { <source/0123456789ab> dcterms:source "www.example.org" }
