# The kind of the mapping says nothing about closeness.
DELETE DATA { <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedProperty skos:closeMatch } ;
INSERT DATA { <mapping/patient-group/eksempelsyge/ex-1> owl:annotatedProperty skos:related }
