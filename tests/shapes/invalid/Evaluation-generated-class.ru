# The evaluation also led to the criteria.
INSERT DATA {
  <step/eksempelsyge/evaluering> prov:generated <document/eksempelsyge/indikationer-og-kriterier>
}
