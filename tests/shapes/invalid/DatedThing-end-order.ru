# The last day of end is before the first.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:endNotAfter "2021-05-31"^^xsd:date } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:endNotAfter "2021-04-15"^^xsd:date }
