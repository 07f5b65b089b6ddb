# Onboarding is in progress although a status report is published.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:onboardingStatus <onboarding-status/completed> .
  <statement/eksempelsyge/onboarding-status/completed> rdf:object <onboarding-status/completed>
} ;
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:onboardingStatus <onboarding-status/in-progress> .
  <statement/eksempelsyge/onboarding-status/completed> rdf:object <onboarding-status/in-progress>
}
