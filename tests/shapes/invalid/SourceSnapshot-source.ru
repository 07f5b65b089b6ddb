# The address of the page is not known.
DELETE DATA { <source/0123456789ab> dcterms:source <https://example.org/patientgrupper> }
