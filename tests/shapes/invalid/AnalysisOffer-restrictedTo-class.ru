# The part of the group is not described.
DELETE DATA { <group-part/eksempelsyge/voksne> a skos:Concept }
