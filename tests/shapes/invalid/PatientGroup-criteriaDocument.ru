# No document with the criteria is listed.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/indikationer-og-kriterier>
} ;
DELETE WHERE { <document/eksempelsyge/indikationer-og-kriterier> ?p ?o }
