# What is mapped to is missing.
DELETE DATA {
  <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedTarget <https://example.org/term/1>
}
