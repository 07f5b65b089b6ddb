# The first day of beginning is after the last.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:startNotBefore "2021-03-01"^^xsd:date } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:startNotBefore "2021-04-15"^^xsd:date }
