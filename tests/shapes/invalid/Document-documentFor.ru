# A document belongs to no group.
INSERT DATA {
  <document/eksempelsyge/indikationer-og-kriterier-2> a ngckg:CriteriaDocument ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    dcterms:title "Andet"@da ;
    ngckg:url <https://example.org/andet> ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
