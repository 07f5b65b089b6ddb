# The words of the source for the drafting are marked as English.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:dateText "marts - maj 2021"@da } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:dateText "marts - maj 2021"@en }
