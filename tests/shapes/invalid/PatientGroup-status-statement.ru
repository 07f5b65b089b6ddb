# What the requisition status rests on is missing.
DELETE WHERE { <statement/eksempelsyge/requisition-status/available> ?p ?o }
