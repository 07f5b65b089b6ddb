# A role is given as a membership.
INSERT DATA { <organization/direktoerer> org:hasMembership <role/direktoer> }
