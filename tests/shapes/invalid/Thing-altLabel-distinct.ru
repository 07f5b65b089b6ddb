# The group has its name as an alternative name, too.
INSERT DATA { <patient-group/eksempelsyge> skos:altLabel "Eksempelsyge"@da }
