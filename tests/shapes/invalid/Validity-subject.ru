# What the period holds for is missing.
DELETE DATA {
  <analysis-offer/eksempelsyge/germline>
    ngckg:validity <validity/analysis-offer/eksempelsyge/germline>
}
