# A network advises on no group.
INSERT DATA {
  <specialist-network/andet> a ngckg:SpecialistNetwork ;
    skos:prefLabel "Andet netværk"@da, "Other network"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112>
}
