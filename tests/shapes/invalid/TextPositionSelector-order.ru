# A position ends before it starts.
INSERT DATA {
  <evidence/0123456789ab/9-5/position> a oa:TextPositionSelector ; oa:start 9 ; oa:end 5
}
