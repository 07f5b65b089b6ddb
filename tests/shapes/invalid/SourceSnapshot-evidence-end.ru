# The text of the source is shorter than where evidence ends.
DELETE DATA { <source/0123456789ab> ngckg:characterCount 1000 } ;
INSERT DATA { <source/0123456789ab> ngckg:characterCount 110 }
