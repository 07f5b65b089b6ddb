# The title of the page is marked as English.
DELETE DATA { <source/0123456789ab> dcterms:title "Patientgrupper"@da } ;
INSERT DATA { <source/0123456789ab> dcterms:title "Patientgrupper"@en }
