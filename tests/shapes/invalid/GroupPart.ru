# The identifier of the part lacks the group.
DELETE { ?s ?p <group-part/eksempelsyge/voksne> }
INSERT { ?s ?p <group-part/voksne> }
WHERE { ?s ?p <group-part/eksempelsyge/voksne> } ;
DELETE { <group-part/eksempelsyge/voksne> ?p ?o }
INSERT { <group-part/voksne> ?p ?o }
WHERE { <group-part/eksempelsyge/voksne> ?p ?o }
