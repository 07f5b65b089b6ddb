# The identifier of a list has a capital letter.
INSERT DATA {
  <scheme/Andet> a skos:ConceptScheme ; skos:prefLabel "Andet"@da, "Other"@en .
  <andet/noget> a skos:Concept ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    skos:inScheme <scheme/Andet>
}
