# A quotation has thirteen words.
DELETE DATA {
  <evidence/0123456789ab/100-112/quote> oa:exact "eksempelsyge" .
  <evidence/0123456789ab/100-112/position> oa:end 112
} ;
INSERT DATA {
  <evidence/0123456789ab/100-112/quote> oa:exact "a b c d e f g h i j k l m" .
  <evidence/0123456789ab/100-112/position> oa:end 125
}
