# A role is given as a period.
INSERT DATA { <analysis-offer/eksempelsyge/germline> ngckg:validity <role/direktoer> }
