# The role of the member is what a status rests on.
DELETE DATA { <membership/styring/direktoerer> org:role <role/direktoer> } ;
INSERT DATA { <membership/styring/direktoerer> org:role <status-basis/listed> }
