# The period is according to a role.
DELETE DATA {
  <validity/analysis-offer/eksempelsyge/germline> prov:wasDerivedFrom <source/0123456789ab>
} ;
INSERT DATA {
  <validity/analysis-offer/eksempelsyge/germline> prov:wasDerivedFrom <role/direktoer>
}
