# The onboarding status of the group is in no list.
DELETE DATA { <onboarding-status/completed> skos:inScheme <scheme/onboarding-statuses> }
