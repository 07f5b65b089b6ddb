# The status report is published and in preparation at once.
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:statusReportStatus <status-report-status/in-preparation> .
  <statement/eksempelsyge/status-report-status/in-preparation> a ngckg:Statement ;
    skos:prefLabel "Andet udsagn"@da ;
    rdf:subject <patient-group/eksempelsyge> ;
    rdf:predicate ngckg:statusReportStatus ;
    rdf:object <status-report-status/in-preparation> ;
    ngckg:basis <status-basis/listed> ;
    prov:wasDerivedFrom <source/0123456789ab> ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
