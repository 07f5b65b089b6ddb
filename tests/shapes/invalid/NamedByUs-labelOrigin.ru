# The English name of the network has two origins.
INSERT DATA { <specialist-network/eksempelsyge> ngckg:labelOrigin <label-origin/source-wording> }
