# A body is of no kind.
INSERT DATA {
  <body/raad> a ngckg:Body ;
    skos:prefLabel "Rådet"@da, "Council"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
