# A bound of the period is a year instead of a day.
DELETE DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotBefore "2021-05-01"^^xsd:date .
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotAfter "2021-05-31"^^xsd:date
} ;
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotAfter "2021"^^xsd:gYear
}
