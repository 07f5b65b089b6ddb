# The review status is no concept.
DELETE DATA {
  <mapping/patient-group/eksempelsyge/ex-1>
    ngckg:reviewStatus <review-status/awaiting-clinical-review>
} ;
INSERT DATA {
  <mapping/patient-group/eksempelsyge/ex-1> ngckg:reviewStatus <review-status/ukendt> .
  <review-status/ukendt> skos:inScheme <scheme/review-statuses>
}
