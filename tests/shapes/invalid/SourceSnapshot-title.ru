# The page has no title.
DELETE DATA { <source/0123456789ab> dcterms:title "Patientgrupper"@da }
