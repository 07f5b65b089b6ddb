# The network has no English name.
DELETE DATA {
  <specialist-network/eksempelsyge>
    skos:prefLabel "National specialist network for sample disease"@en
}
