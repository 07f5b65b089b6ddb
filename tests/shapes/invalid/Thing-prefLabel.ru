# The membership has an English name only.
DELETE DATA { <membership/styring/direktoerer> skos:prefLabel "Direktører i styregruppen"@da } ;
INSERT DATA {
  <membership/styring/direktoerer> skos:prefLabel "Directors in the steering group"@en
}
