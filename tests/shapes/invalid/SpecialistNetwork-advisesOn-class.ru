# A network advises on a role.
INSERT DATA {
  <specialist-network/andet> a ngckg:SpecialistNetwork ;
    skos:prefLabel "Andet netværk"@da, "Other network"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:advisesOn <role/direktoer>
}
