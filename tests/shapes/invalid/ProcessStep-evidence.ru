# The drafting has evidence of who, but not of when.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:evidence <evidence/0123456789ab/200-208> }
