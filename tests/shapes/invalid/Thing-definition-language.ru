# The group is also defined in German.
INSERT DATA { <patient-group/eksempelsyge> skos:definition "An Mustern Erkrankte."@de }
