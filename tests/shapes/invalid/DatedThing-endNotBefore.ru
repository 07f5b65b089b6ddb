# The period has two first days of end.
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline>
    ngckg:endNotBefore "2022-01-31"^^xsd:date, "2022-02-28"^^xsd:date
}
