# An authority is given as a document of the group.
INSERT DATA {
  <patient-group/eksempelsyge> ngckg:document <organization/nationalt-genom-center> .
  <organization/nationalt-genom-center> ngckg:documentFor <patient-group/eksempelsyge>
}
