# The number of characters is not a whole number.
DELETE DATA { <source/0123456789ab> ngckg:characterCount 1000 } ;
INSERT DATA { <source/0123456789ab> ngckg:characterCount 1000.5 }
