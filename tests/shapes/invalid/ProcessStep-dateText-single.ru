# The source seems to write the time of the drafting in two ways.
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:dateText "foråret 2021"@da }
