# An authority is a member of the network.
INSERT DATA {
  <membership/eksempelsyge/ngc> a org:Membership ;
    skos:prefLabel "NGC i netværket"@da ;
    org:organization <specialist-network/eksempelsyge> ;
    org:member <organization/nationalt-genom-center> ;
    org:role <role/direktoer> ;
    ngckg:evidence <evidence/0123456789ab/100-112> .
  <organization/nationalt-genom-center> org:hasMembership <membership/eksempelsyge/ngc>
}
