# The review status is a role.
DELETE DATA {
  <mapping/patient-group/eksempelsyge/ex-1>
    ngckg:reviewStatus <review-status/awaiting-clinical-review>
} ;
INSERT DATA { <mapping/patient-group/eksempelsyge/ex-1> ngckg:reviewStatus <role/direktoer> }
