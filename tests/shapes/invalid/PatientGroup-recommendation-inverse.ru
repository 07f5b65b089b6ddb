# A second recommendation is for the group, which does not have it.
INSERT DATA {
  <recommendation/anden> a ngckg:Recommendation ;
    skos:prefLabel "Anden anbefaling"@da, "Other recommendation"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:recommendationFor <patient-group/eksempelsyge>
}
