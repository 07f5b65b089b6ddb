# The member does not point to its membership.
DELETE DATA { <organization/direktoerer> org:hasMembership <membership/styring/direktoerer> }
