# The recommendation was drafted by an authority instead of the network.
DELETE DATA {
  <step/eksempelsyge/udarbejdelse> prov:wasAssociatedWith <specialist-network/eksempelsyge>
} ;
INSERT DATA {
  <step/eksempelsyge/udarbejdelse> prov:wasAssociatedWith <organization/nationalt-genom-center>
}
