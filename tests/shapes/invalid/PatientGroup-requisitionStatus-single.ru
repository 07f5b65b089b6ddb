# The form is available and in preparation at once.
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:requisitionStatus <requisition-status/in-preparation> .
  <statement/eksempelsyge/requisition-status/in-preparation> a ngckg:Statement ;
    skos:prefLabel "Andet udsagn"@da ;
    rdf:subject <patient-group/eksempelsyge> ;
    rdf:predicate ngckg:requisitionStatus ;
    rdf:object <requisition-status/in-preparation> ;
    ngckg:basis <status-basis/listed> ;
    prov:wasDerivedFrom <source/0123456789ab> ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
