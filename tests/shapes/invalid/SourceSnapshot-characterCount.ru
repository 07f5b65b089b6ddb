# The number of characters is missing.
DELETE DATA { <source/0123456789ab> ngckg:characterCount 1000 }
