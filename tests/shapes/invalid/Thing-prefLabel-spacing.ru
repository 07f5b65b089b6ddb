# The Danish name of the membership begins with a space.
DELETE DATA { <membership/styring/direktoerer> skos:prefLabel "Direktører i styregruppen"@da } ;
INSERT DATA { <membership/styring/direktoerer> skos:prefLabel " Direktører i styregruppen"@da }
