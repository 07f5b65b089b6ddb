# According to which snapshot the period holds is missing.
DELETE DATA {
  <validity/analysis-offer/eksempelsyge/germline> prov:wasDerivedFrom <source/0123456789ab>
}
