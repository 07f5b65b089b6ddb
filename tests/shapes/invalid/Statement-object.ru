# Which value a statement tells is missing.
DELETE DATA { <statement/eksempelsyge/pref-label/sample-disease> rdf:object "Sample disease"@en }
