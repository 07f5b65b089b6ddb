# The time of the drafting has three parts.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:edtf "2021-03/2021-05"^^edtf:EDTF } ;
INSERT DATA { <step/eksempelsyge/udarbejdelse> ngckg:edtf "2021-03/2021-04/2021-05"^^edtf:EDTF }
