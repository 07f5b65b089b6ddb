# The requisition status of the group is in no list.
DELETE DATA { <requisition-status/available> skos:inScheme <scheme/requisition-statuses> }
