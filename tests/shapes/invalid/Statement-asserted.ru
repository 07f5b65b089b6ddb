# A statement tells a name that the group does not have.
DELETE DATA { <statement/eksempelsyge/pref-label/sample-disease> rdf:object "Sample disease"@en } ;
INSERT DATA {
  <statement/eksempelsyge/pref-label/sample-disease> rdf:object "Specimen disease"@en
}
