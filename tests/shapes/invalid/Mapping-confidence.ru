# The mapping has two confidences.
INSERT DATA { <mapping/patient-group/eksempelsyge/ex-1> sssom:confidence 0.5 }
