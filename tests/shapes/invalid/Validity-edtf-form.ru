# The time of the period has three parts.
DELETE DATA { <validity/analysis-offer/eksempelsyge/germline> ngckg:edtf "2021-05/.."^^edtf:EDTF } ;
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:edtf "2021-05/../.."^^edtf:EDTF
}
