# Half a sequencing is expected.
DELETE DATA { <recommendation/eksempelsyge> ngckg:expectedAnnualSequencings 40 } ;
INSERT DATA { <recommendation/eksempelsyge> ngckg:expectedAnnualSequencings 40.5 }
