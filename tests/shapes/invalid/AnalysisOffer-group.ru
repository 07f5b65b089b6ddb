# The offer is made to no group.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:analysisOffer <analysis-offer/eksempelsyge/germline>
}
