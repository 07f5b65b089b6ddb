# The yield is given in per cent.
DELETE DATA { <recommendation/eksempelsyge> ngckg:expectedDiagnosticYield 0.25 } ;
INSERT DATA { <recommendation/eksempelsyge> ngckg:expectedDiagnosticYield 25.0 }
