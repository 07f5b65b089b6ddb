# The number of lines is not a whole number.
DELETE DATA { <source/0123456789ab> ngckg:lineCount 20 } ;
INSERT DATA { <source/0123456789ab> ngckg:lineCount 20.5 }
