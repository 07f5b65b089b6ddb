# Both working groups did one review.
INSERT DATA {
  <step/eksempelsyge/kommentering-fortolkning>
    prov:wasAssociatedWith <working-group/klinisk-anvendelse>
}
