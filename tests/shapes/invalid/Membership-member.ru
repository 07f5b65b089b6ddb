# The membership has two members.
INSERT DATA {
  <organization/andre> a foaf:Group ;
    skos:prefLabel "andre"@da ;
    ngckg:evidence <evidence/0123456789ab/100-112> ;
    org:hasMembership <membership/styring/direktoerer> .
  <membership/styring/direktoerer> org:member <organization/andre> .
  <steering-group/styring> org:hasMember <organization/andre>
}
