# The purpose is an analysis type.
DELETE DATA {
  <analysis-offer/eksempelsyge/germline> ngckg:purpose <analysis-purpose/hereditary-disposition>
} ;
INSERT DATA { <analysis-offer/eksempelsyge/germline> ngckg:purpose <analysis-type/germline> }
