# The words of a quotation are marked with a language.
DELETE DATA { <evidence/0123456789ab/100-112/quote> oa:exact "eksempelsyge" } ;
INSERT DATA { <evidence/0123456789ab/100-112/quote> oa:exact "eksempelsyge"@da }
