# The group is defined twice in Danish.
INSERT DATA { <patient-group/eksempelsyge> skos:definition "Eksempelsyge patienter."@da }
