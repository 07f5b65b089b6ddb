# Which property a statement tells is missing.
DELETE DATA { <statement/eksempelsyge/pref-label/sample-disease> rdf:predicate skos:prefLabel }
