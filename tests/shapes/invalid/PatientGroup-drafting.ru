# When the recommendation was drafted is not told.
DELETE WHERE { <step/eksempelsyge/udarbejdelse> ?p ?o }
