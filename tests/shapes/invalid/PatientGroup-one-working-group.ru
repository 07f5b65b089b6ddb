# Of two working groups one reviewed the recommendation; the other reviewed elsewhere.
DELETE WHERE { <step/eksempelsyge/kommentering-klinisk-anvendelse> ?p ?o } ;
INSERT DATA {
  <step/andet/kommentering> prov:wasAssociatedWith <working-group/klinisk-anvendelse>
}
