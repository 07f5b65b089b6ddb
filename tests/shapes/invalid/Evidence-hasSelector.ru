# The evidence is pointed out in a third way.
INSERT DATA {
  <evidence/0123456789ab/100-112> oa:hasSelector <evidence/0123456789ab/100-112/andet>
}
