# The recommendation of the group is not described as one.
DELETE DATA { <recommendation/eksempelsyge> a ngckg:Recommendation }
