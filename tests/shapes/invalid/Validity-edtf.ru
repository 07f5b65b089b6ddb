# The period has no time in EDTF.
DELETE DATA { <validity/analysis-offer/eksempelsyge/germline> ngckg:edtf "2021-05/.."^^edtf:EDTF }
