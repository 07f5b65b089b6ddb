# May ends on its thirtieth day.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:endNotAfter "2021-05-31"^^xsd:date } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:endNotAfter "2021-05-30"^^xsd:date }
