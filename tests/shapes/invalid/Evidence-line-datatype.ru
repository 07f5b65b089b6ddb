# The evidence stands on line 0.
DELETE DATA { <evidence/0123456789ab/100-112> ngckg:line 3 } ;
INSERT DATA { <evidence/0123456789ab/100-112> ngckg:line 0 }
