# What the analysis is for is not told.
DELETE DATA {
  <analysis-offer/eksempelsyge/germline> ngckg:purpose <analysis-purpose/hereditary-disposition>
}
