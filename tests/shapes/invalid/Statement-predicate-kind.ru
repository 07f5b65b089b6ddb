# A statement tells an example, neither a status nor a name.
DELETE DATA { <statement/eksempelsyge/pref-label/sample-disease> rdf:predicate skos:prefLabel } ;
INSERT DATA {
  <statement/eksempelsyge/pref-label/sample-disease> rdf:predicate skos:example .
  <patient-group/eksempelsyge> skos:example "Sample disease"@en
}
