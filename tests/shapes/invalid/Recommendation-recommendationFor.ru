# A recommendation is for no group.
INSERT DATA {
  <recommendation/anden> a ngckg:Recommendation ;
    skos:prefLabel "Anden anbefaling"@da, "Other recommendation"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
