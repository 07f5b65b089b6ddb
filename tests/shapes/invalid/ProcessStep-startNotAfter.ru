# One of the four bounds of the drafting is missing.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:startNotAfter "2021-03-31"^^xsd:date }
