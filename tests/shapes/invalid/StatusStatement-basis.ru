# A status rests on a role.
DELETE DATA {
  <statement/eksempelsyge/requisition-status/available> ngckg:basis <status-basis/listed>
} ;
INSERT DATA { <statement/eksempelsyge/requisition-status/available> ngckg:basis <role/direktoer> }
