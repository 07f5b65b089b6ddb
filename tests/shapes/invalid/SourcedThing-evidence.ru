# Where the source mentions the recommendation is missing.
DELETE DATA { <recommendation/eksempelsyge> ngckg:evidence <evidence/0123456789ab/100-112> }
