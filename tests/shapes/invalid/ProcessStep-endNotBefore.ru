# One of the four bounds of the drafting is missing.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:endNotBefore "2021-05-01"^^xsd:date }
