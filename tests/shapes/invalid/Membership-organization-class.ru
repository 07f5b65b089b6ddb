# The membership is of an authority, which is no body.
DELETE DATA {
  <membership/styring/direktoerer> org:organization <steering-group/styring> .
  <steering-group/styring> org:hasMember <organization/direktoerer>
} ;
INSERT DATA {
  <membership/styring/direktoerer> org:organization <organization/nationalt-genom-center>
}
