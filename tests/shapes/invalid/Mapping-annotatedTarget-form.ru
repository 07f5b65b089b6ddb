# What is mapped to is a text.
DELETE DATA {
  <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedTarget <https://example.org/term/1>
} ;
INSERT DATA { <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedTarget "EX:1" }
