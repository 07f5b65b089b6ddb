# The words of a quotation are missing.
DELETE DATA { <evidence/0123456789ab/100-112/quote> oa:exact "eksempelsyge" }
