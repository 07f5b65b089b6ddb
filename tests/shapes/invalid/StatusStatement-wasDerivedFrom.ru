# In which snapshot a status was read is missing.
DELETE DATA {
  <statement/eksempelsyge/requisition-status/available> prov:wasDerivedFrom <source/0123456789ab>
}
