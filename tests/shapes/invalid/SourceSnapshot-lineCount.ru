# The number of lines is missing.
DELETE DATA { <source/0123456789ab> ngckg:lineCount 20 }
