# The confidence is given in per cent.
DELETE DATA { <mapping/patient-group/eksempelsyge/ex-1> sssom:confidence 0.75 } ;
INSERT DATA { <mapping/patient-group/eksempelsyge/ex-1> sssom:confidence 75 }
