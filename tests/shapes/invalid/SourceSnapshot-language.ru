# The language of the source is missing.
DELETE DATA {
  <source/0123456789ab>
    dcterms:language <http://publications.europa.eu/resource/authority/language/DAN>
}
