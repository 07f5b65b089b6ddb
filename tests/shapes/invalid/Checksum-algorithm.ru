# The checksum was computed with MD5.
DELETE DATA { <source/0123456789ab/checksum> spdx:algorithm spdx:checksumAlgorithm_sha256 } ;
INSERT DATA { <source/0123456789ab/checksum> spdx:algorithm spdx:checksumAlgorithm_md5 }
