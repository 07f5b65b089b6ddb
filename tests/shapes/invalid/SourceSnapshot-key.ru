# The checksum is that of another page.
DELETE DATA {
  <source/0123456789ab/checksum>
    spdx:checksumValue
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"^^xsd:hexBinary
} ;
INSERT DATA {
  <source/0123456789ab/checksum>
    spdx:checksumValue
      "f123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"^^xsd:hexBinary
}
