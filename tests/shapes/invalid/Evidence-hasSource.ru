# In which source the evidence stands is missing.
DELETE DATA { <evidence/0123456789ab/100-112> oa:hasSource <source/0123456789ab> }
