# The status report is published, but there is neither report nor evaluation.
DELETE DATA { <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/statusrapport> } ;
DELETE WHERE { <document/eksempelsyge/statusrapport> ?p ?o } ;
DELETE WHERE { <step/eksempelsyge/evaluering> ?p ?o }
