# The language of the source is not from the EU's list.
DELETE DATA {
  <source/0123456789ab>
    dcterms:language <http://publications.europa.eu/resource/authority/language/DAN>
} ;
INSERT DATA { <source/0123456789ab> dcterms:language <https://example.org/dansk> }
