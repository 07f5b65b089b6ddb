# The yield is a floating-point number.
DELETE DATA { <recommendation/eksempelsyge> ngckg:expectedDiagnosticYield 0.25 } ;
INSERT DATA { <recommendation/eksempelsyge> ngckg:expectedDiagnosticYield 2.5e-1 }
