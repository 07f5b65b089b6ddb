# A step concerns no group.
INSERT DATA {
  <step/eksempelsyge/kommentering-3> a ngckg:Review ;
    skos:prefLabel "Andet"@da, "Other"@en ;
    ngckg:dateText "juni 2021"@da ;
    ngckg:edtf "2021-06"^^edtf:EDTF ;
    ngckg:startNotBefore "2021-06-01"^^xsd:date ;
    ngckg:startNotAfter "2021-06-30"^^xsd:date ;
    ngckg:endNotBefore "2021-06-01"^^xsd:date ;
    ngckg:endNotAfter "2021-06-30"^^xsd:date ;
    ngckg:evidence <evidence/0123456789ab/100-112>, <evidence/0123456789ab/200-208> ;
    prov:wasAssociatedWith <working-group/fortolkning>
}
