# The evidence stands in a role.
DELETE DATA { <evidence/0123456789ab/100-112> oa:hasSource <source/0123456789ab> } ;
INSERT DATA { <evidence/0123456789ab/100-112> oa:hasSource <role/direktoer> }
