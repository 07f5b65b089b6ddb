# The drafting has no time in EDTF.
DELETE DATA { <step/eksempelsyge/udarbejdelse> ngckg:edtf "2021-03/2021-05"^^edtf:EDTF }
