# The address of the criteria is not known.
DELETE DATA {
  <document/eksempelsyge/indikationer-og-kriterier>
    ngckg:url <https://example.org/eksempelsyge/indikationer-og-kriterier.pdf>
}
