"""The concepts and mappings of a release as FHIR terminology (R4)."""
