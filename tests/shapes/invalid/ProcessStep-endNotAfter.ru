# One of the four bounds of the drafting is missing.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:endNotAfter "2021-05-31"^^xsd:date }
