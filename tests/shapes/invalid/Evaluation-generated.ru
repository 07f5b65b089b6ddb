# A second evaluation led to nothing.
INSERT DATA {
  <step/eksempelsyge/evaluering-2> a ngckg:Evaluation ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    ngckg:dateText "juni 2024"@da ;
    ngckg:edtf "2024-06"^^edtf:EDTF ;
    ngckg:startNotBefore "2024-06-01"^^xsd:date ;
    ngckg:startNotAfter "2024-06-30"^^xsd:date ;
    ngckg:endNotBefore "2024-06-01"^^xsd:date ;
    ngckg:endNotAfter "2024-06-30"^^xsd:date ;
    ngckg:evidence <evidence/0123456789ab/100-112>, <evidence/0123456789ab/200-208> ;
    ngckg:concerns <patient-group/eksempelsyge> ;
    prov:wasAssociatedWith
      <specialist-network/eksempelsyge>, <organization/nationalt-genom-center>
}
