# What is mapped is missing.
DELETE DATA {
  <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedSource <patient-group/eksempelsyge>
}
