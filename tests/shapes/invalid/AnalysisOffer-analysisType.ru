# What is offered is missing.
DELETE DATA { <analysis-offer/eksempelsyge/germline> ngckg:analysisType <analysis-type/germline> }
