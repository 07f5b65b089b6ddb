# The recommendation has not been approved.
DELETE WHERE { <step/eksempelsyge/godkendelse> ?p ?o }
