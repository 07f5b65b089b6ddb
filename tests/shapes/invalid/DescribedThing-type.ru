# There is a mapping of a group that the source does not mention.
INSERT DATA { <mapping/patient-group/fjernet/ex-1> owl:annotatedSource <patient-group/fjernet> }
