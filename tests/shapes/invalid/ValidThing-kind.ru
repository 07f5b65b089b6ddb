# A role has a period.
INSERT DATA { <role/direktoer> ngckg:validity <validity/analysis-offer/eksempelsyge/germline> }
