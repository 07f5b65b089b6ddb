# A report is listed, but its status is in preparation only.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:statusReportStatus <status-report-status/published> .
  <statement/eksempelsyge/status-report-status/published>
    rdf:object <status-report-status/published>
} ;
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:statusReportStatus <status-report-status/in-preparation> .
  <statement/eksempelsyge/status-report-status/published>
    rdf:object <status-report-status/in-preparation>
}
