# The address of the criteria is a text.
DELETE DATA {
  <document/eksempelsyge/indikationer-og-kriterier>
    ngckg:url <https://example.org/eksempelsyge/indikationer-og-kriterier.pdf>
} ;
INSERT DATA {
  <document/eksempelsyge/indikationer-og-kriterier> ngckg:url "www.example.org/kriterier.pdf"
}
