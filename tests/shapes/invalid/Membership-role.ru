# The membership tells no role.
DELETE DATA { <membership/styring/direktoerer> org:role <role/direktoer> }
