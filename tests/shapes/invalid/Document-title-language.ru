# The title of the criteria is marked as English.
DELETE DATA {
  <document/eksempelsyge/indikationer-og-kriterier> dcterms:title "Indikationer og kriterier"@da
} ;
INSERT DATA {
  <document/eksempelsyge/indikationer-og-kriterier> dcterms:title "Indikationer og kriterier"@en
}
