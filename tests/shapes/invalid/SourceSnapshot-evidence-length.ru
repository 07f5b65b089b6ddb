# A quotation is a letter shorter than its place.
DELETE DATA { <evidence/0123456789ab/100-112/quote> oa:exact "eksempelsyge" } ;
INSERT DATA { <evidence/0123456789ab/100-112/quote> oa:exact "eksempelsyg" }
