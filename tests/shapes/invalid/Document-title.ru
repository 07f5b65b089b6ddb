# The criteria have no title.
DELETE DATA {
  <document/eksempelsyge/indikationer-og-kriterier> dcterms:title "Indikationer og kriterier"@da
}
