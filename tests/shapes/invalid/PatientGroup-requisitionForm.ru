# No requisition form is listed.
DELETE DATA { <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/rekvisition> } ;
DELETE WHERE { <document/eksempelsyge/rekvisition> ?p ?o }
