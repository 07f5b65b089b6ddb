# The group does not stand at the top of the list.
DELETE DATA { <patient-group/eksempelsyge> skos:topConceptOf <scheme/patient-groups> }
