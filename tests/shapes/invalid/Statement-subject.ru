# What a statement is about is missing.
DELETE DATA {
  <statement/eksempelsyge/pref-label/sample-disease> rdf:subject <patient-group/eksempelsyge>
}
