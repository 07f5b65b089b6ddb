# The period has two last days of beginning.
DELETE DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotBefore "2021-05-01"^^xsd:date
} ;
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotAfter "2021-05-30"^^xsd:date
}
