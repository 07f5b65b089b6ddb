# How the source writes the time of the drafting is missing.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:dateText "marts - maj 2021"@da }
