# A list is empty.
INSERT DATA { <scheme/tom> a skos:ConceptScheme ; skos:prefLabel "Tom"@da, "Empty"@en }
