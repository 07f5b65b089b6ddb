# A status rests on the position of a note only, and no editorial note says so.
DELETE WHERE { <patient-group/eksempelsyge> skos:editorialNote ?note }
