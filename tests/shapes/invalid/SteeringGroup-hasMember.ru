# The steering group lacks a member whose membership is told.
DELETE DATA { <steering-group/styring> org:hasMember <organization/direktoerer> }
