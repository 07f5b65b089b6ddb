# The snapshot has no checksum.
DELETE DATA { <source/0123456789ab> spdx:checksum <source/0123456789ab/checksum> }
