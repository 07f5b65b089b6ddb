# The effect is described twice in Danish.
INSERT DATA { <recommendation/eksempelsyge> ngckg:expectedClinicalEffect "Bedre behandling."@da }
