# The membership has two Danish names.
INSERT DATA { <membership/styring/direktoerer> skos:prefLabel "Styregruppens direktører"@da }
