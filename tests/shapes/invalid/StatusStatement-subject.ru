# A status is that of the recommendation instead of the group.
INSERT DATA {
  <recommendation/eksempelsyge> ngckg:requisitionStatus <requisition-status/available> .
  <statement/eksempelsyge/andet> a ngckg:Statement ;
    skos:prefLabel "Andet udsagn"@da ;
    rdf:subject <recommendation/eksempelsyge> ;
    rdf:predicate ngckg:requisitionStatus ;
    rdf:object <requisition-status/available> ;
    ngckg:basis <status-basis/listed> ;
    prov:wasDerivedFrom <source/0123456789ab> ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
