# The authority evaluated alone.
DELETE DATA {
  <step/eksempelsyge/evaluering> prov:wasAssociatedWith <specialist-network/eksempelsyge>
}
