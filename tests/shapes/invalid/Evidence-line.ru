# The line of the evidence is missing.
DELETE DATA { <evidence/0123456789ab/100-112> ngckg:line 3 }
