# One of the four bounds of the drafting is missing.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:startNotBefore "2021-03-01"^^xsd:date }
