# A form is listed, but its status is in preparation only.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:requisitionStatus <requisition-status/available> .
  <statement/eksempelsyge/requisition-status/available> rdf:object <requisition-status/available>
} ;
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:requisitionStatus <requisition-status/in-preparation> .
  <statement/eksempelsyge/requisition-status/available>
    rdf:object <requisition-status/in-preparation>
}
