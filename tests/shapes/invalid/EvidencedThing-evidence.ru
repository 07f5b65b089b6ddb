# The evidence of the recommendation is a role.
DELETE DATA { <recommendation/eksempelsyge> ngckg:evidence <evidence/0123456789ab/100-112> } ;
INSERT DATA { <recommendation/eksempelsyge> ngckg:evidence <role/direktoer> }
