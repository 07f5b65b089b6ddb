# The network evaluated alone.
DELETE DATA {
  <step/eksempelsyge/evaluering> prov:wasAssociatedWith <organization/nationalt-genom-center>
}
