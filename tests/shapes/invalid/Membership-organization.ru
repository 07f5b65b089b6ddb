# The membership is of no body.
DELETE DATA {
  <membership/styring/direktoerer> org:organization <steering-group/styring> .
  <steering-group/styring> org:hasMember <organization/direktoerer>
}
