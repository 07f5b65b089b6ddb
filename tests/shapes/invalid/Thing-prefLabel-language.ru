# The membership also has a German name.
INSERT DATA {
  <membership/styring/direktoerer> skos:prefLabel "Direktoren im Lenkungsausschuss"@de
}
