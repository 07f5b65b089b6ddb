# Onboarding is completed and yet to begin.
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:onboardingStatus <onboarding-status/planned> .
  <onboarding-status/planned> a skos:Concept ;
    skos:prefLabel "planlagt"@da, "planned"@en ;
    skos:inScheme <scheme/onboarding-statuses> .
  <statement/eksempelsyge/onboarding-status/planned> a ngckg:Statement ;
    skos:prefLabel "Andet udsagn"@da ;
    rdf:subject <patient-group/eksempelsyge> ;
    rdf:predicate ngckg:onboardingStatus ;
    rdf:object <onboarding-status/planned> ;
    ngckg:basis <status-basis/listed> ;
    prov:wasDerivedFrom <source/0123456789ab> ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
