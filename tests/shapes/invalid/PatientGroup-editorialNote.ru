# An editorial note is in German.
INSERT DATA {
  <patient-group/eksempelsyge> skos:editorialNote "Der Hinweis steht hinter der Gruppe."@de
}
