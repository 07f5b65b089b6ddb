# The review has two times, which say the same.
INSERT DATA {
  <step/eksempelsyge/kommentering-klinisk-anvendelse>
    ngckg:edtf "2021-06-07/2021-06-07"^^edtf:EDTF
}
