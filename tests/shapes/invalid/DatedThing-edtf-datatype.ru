# The time of the drafting is a mere text.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:edtf "2021-03/2021-05"^^edtf:EDTF } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:edtf "2021-03/2021-05" }
