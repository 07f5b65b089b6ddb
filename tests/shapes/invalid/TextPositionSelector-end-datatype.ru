# A position ends at half a character.
DELETE DATA { <evidence/0123456789ab/100-112/position> oa:end 112 } ;
INSERT DATA { <evidence/0123456789ab/100-112/position> oa:end 112.0 }
