# All recommendations are said to have been reviewed, but of this one no review is told.
DELETE WHERE { ?review a ngckg:Review . ?review ?p ?o } ;
DELETE WHERE { ?body a ngckg:WorkingGroup . ?body ?p ?o }
