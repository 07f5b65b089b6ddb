# The status of the status report is in no list.
DELETE DATA { <status-report-status/published> skos:inScheme <scheme/status-report-statuses> }
