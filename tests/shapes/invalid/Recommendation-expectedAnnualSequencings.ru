# Two numbers of sequencings are expected.
INSERT DATA { <recommendation/eksempelsyge> ngckg:expectedAnnualSequencings 50 }
