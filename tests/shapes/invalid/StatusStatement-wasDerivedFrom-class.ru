# A status was read in a role.
DELETE DATA {
  <statement/eksempelsyge/requisition-status/available> prov:wasDerivedFrom <source/0123456789ab>
} ;
INSERT DATA {
  <statement/eksempelsyge/requisition-status/available> prov:wasDerivedFrom <role/direktoer>
}
