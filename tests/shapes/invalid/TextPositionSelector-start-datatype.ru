# A position starts at half a character.
DELETE DATA { <evidence/0123456789ab/100-112/position> oa:start 100 } ;
INSERT DATA { <evidence/0123456789ab/100-112/position> oa:start 100.0 }
