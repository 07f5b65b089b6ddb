# The group is not in the list of groups, which has something else.
DELETE DATA { <patient-group/eksempelsyge> skos:inScheme <scheme/patient-groups> } ;
INSERT DATA { <group-part/eksempelsyge/voksne> skos:inScheme <scheme/patient-groups> }
