# An analysis type is in no list.
INSERT DATA {
  <analysis-type/andet> a ngckg:AnalysisType ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    skos:definition "Noget andet."@da
}
