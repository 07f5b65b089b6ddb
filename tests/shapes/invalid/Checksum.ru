# The identifier of the checksum does not end in checksum.
DELETE { ?s ?p <source/0123456789ab/checksum> }
INSERT { ?s ?p <source/0123456789ab/sha256> }
WHERE { ?s ?p <source/0123456789ab/checksum> } ;
DELETE { <source/0123456789ab/checksum> ?p ?o }
INSERT { <source/0123456789ab/sha256> ?p ?o }
WHERE { <source/0123456789ab/checksum> ?p ?o }
