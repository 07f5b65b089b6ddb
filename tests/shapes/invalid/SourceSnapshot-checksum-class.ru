# The checksum is a role.
DELETE DATA { <source/0123456789ab> spdx:checksum <source/0123456789ab/checksum> } ;
INSERT DATA { <source/0123456789ab> spdx:checksum <role/direktoer> }
