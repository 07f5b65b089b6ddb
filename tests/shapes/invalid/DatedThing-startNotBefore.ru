# The period has two first days of beginning.
DELETE DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotAfter "2021-05-31"^^xsd:date
} ;
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline> ngckg:startNotBefore "2021-05-02"^^xsd:date
}
