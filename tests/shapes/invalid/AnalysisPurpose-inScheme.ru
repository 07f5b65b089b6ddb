# An analysis purpose is in no list.
INSERT DATA {
  <analysis-purpose/andet> a ngckg:AnalysisPurpose ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    skos:definition "Noget andet."@da
}
