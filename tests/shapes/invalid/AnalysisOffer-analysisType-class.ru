# A purpose is offered.
DELETE DATA { <analysis-offer/eksempelsyge/germline> ngckg:analysisType <analysis-type/germline> } ;
INSERT DATA {
  <analysis-offer/eksempelsyge/germline>
    ngckg:analysisType <analysis-purpose/hereditary-disposition>
}
