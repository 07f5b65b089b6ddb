# No review is told of, by any working group.
DELETE WHERE { ?review a ngckg:Review . ?review ?p ?o } ;
DELETE WHERE { ?statement a ngckg:GeneralStatement . ?statement ?p ?o }
