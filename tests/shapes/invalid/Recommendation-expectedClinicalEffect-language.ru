# The effect is described in German.
INSERT DATA {
  <recommendation/eksempelsyge> ngckg:expectedClinicalEffect "Schnellere Antworten."@de
}
