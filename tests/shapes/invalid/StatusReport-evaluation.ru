# A second report rests on no evaluation.
INSERT DATA {
  <document/eksempelsyge/statusrapport-2> a ngckg:StatusReport ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    dcterms:title "Andet"@da ;
    ngckg:url <https://example.org/andet> ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:documentFor <patient-group/eksempelsyge> .
  <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/statusrapport-2>
}
