# A recommendation is for a role.
INSERT DATA {
  <recommendation/anden> a ngckg:Recommendation ;
    skos:prefLabel "Anden anbefaling"@da, "Other recommendation"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:recommendationFor <role/direktoer>
}
