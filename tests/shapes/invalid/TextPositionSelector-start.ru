# The start of a position is missing.
DELETE DATA { <evidence/0123456789ab/100-112/position> oa:start 100 }
