# An analysis type is given as an offer of the group.
INSERT DATA { <patient-group/eksempelsyge> ngckg:analysisOffer <analysis-type/germline> }
