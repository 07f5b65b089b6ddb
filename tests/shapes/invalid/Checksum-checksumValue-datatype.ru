# The value of the checksum is a mere text.
DELETE DATA {
  <source/0123456789ab/checksum>
    spdx:checksumValue
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"^^xsd:hexBinary
} ;
INSERT DATA {
  <source/0123456789ab/checksum>
    spdx:checksumValue "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}
