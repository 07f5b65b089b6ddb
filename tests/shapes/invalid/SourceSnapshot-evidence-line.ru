# The source has fewer lines than where evidence stands.
DELETE DATA { <source/0123456789ab> ngckg:lineCount 20 } ;
INSERT DATA { <source/0123456789ab> ngckg:lineCount 4 }
