# The kind of the mapping is missing.
DELETE DATA { <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedProperty skos:closeMatch }
