# Two yields are expected.
INSERT DATA { <recommendation/eksempelsyge> ngckg:expectedDiagnosticYield 0.3 }
