# A document is of no kind.
INSERT DATA {
  <document/eksempelsyge/andet> a ngckg:Document ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    dcterms:title "Andet"@da ;
    ngckg:url <https://example.org/andet> ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:documentFor <patient-group/eksempelsyge> .
  <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/andet>
}
