# The analysis purpose has no Danish definition.
DELETE { <analysis-purpose/hereditary-disposition> skos:definition ?text }
WHERE {
  <analysis-purpose/hereditary-disposition> skos:definition ?text FILTER (LANG(?text) = "da")
}
