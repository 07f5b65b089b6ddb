# No document with the recommendations is listed.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/faglige-anbefalinger>
} ;
DELETE WHERE { <document/eksempelsyge/faglige-anbefalinger> ?p ?o }
