# The group has two recommendations, each taken through all steps.
INSERT DATA {
  <recommendation/anden> a ngckg:Recommendation ;
    skos:prefLabel "Anden anbefaling"@da, "Other recommendation"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:recommendationFor <patient-group/eksempelsyge> .
  <patient-group/eksempelsyge> ngckg:recommendation <recommendation/anden> .
  <document/eksempelsyge/faglige-anbefalinger> ngckg:expresses <recommendation/anden> .
  <step/eksempelsyge/udarbejdelse> prov:generated <recommendation/anden> .
  <step/eksempelsyge/kommentering-fortolkning> prov:used <recommendation/anden> .
  <step/eksempelsyge/kommentering-klinisk-anvendelse> prov:used <recommendation/anden> .
  <step/eksempelsyge/godkendelse> prov:used <recommendation/anden>
}
