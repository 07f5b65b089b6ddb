# March begins on its second day.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:startNotBefore "2021-03-01"^^xsd:date } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:startNotBefore "2021-03-02"^^xsd:date }
