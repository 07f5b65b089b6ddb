# The group has a second network, which took part in the drafting.
INSERT DATA {
  <specialist-network/andet> a ngckg:SpecialistNetwork ;
    skos:prefLabel "Andet netværk"@da, "Other network"@en ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    ngckg:advisesOn <patient-group/eksempelsyge> .
  <patient-group/eksempelsyge> ngckg:specialistNetwork <specialist-network/andet> .
  <step/eksempelsyge/udarbejdelse> prov:wasAssociatedWith <specialist-network/andet>
}
