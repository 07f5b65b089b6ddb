# The English name of the network has a role as its origin.
DELETE DATA { <specialist-network/eksempelsyge> ngckg:labelOrigin <label-origin/composed> } ;
INSERT DATA { <specialist-network/eksempelsyge> ngckg:labelOrigin <role/direktoer> }
