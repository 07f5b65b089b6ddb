# The period has two last days of end.
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline>
    ngckg:endNotAfter "2022-01-31"^^xsd:date, "2022-02-28"^^xsd:date
}
