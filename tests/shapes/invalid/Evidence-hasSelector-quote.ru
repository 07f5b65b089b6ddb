# The evidence has no quotation.
DELETE DATA {
  <evidence/0123456789ab/100-112> oa:hasSelector <evidence/0123456789ab/100-112/quote>
}
