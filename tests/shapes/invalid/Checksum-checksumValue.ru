# The checksum has no value.
DELETE DATA {
  <source/0123456789ab/checksum>
    spdx:checksumValue
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"^^xsd:hexBinary
}
