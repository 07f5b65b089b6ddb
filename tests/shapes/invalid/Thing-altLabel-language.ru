# The group has an alternative name in German.
INSERT DATA { <patient-group/eksempelsyge> skos:altLabel "Musterkrankheit"@de }
