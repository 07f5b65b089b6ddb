# The analysis type has no Danish definition.
DELETE { <analysis-type/germline> skos:definition ?text }
WHERE {
  <analysis-type/germline> skos:definition ?text FILTER (LANG(?text) = "da")
}
