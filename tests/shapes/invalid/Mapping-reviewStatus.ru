# Whether a clinician has reviewed the mapping is missing.
DELETE DATA {
  <mapping/patient-group/eksempelsyge/ex-1>
    ngckg:reviewStatus <review-status/awaiting-clinical-review>
}
