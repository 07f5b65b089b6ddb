# The end of a position is missing.
DELETE DATA { <evidence/0123456789ab/100-112/position> oa:end 112 }
