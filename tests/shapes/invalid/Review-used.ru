# A review is of nothing.
DELETE DATA {
  <step/eksempelsyge/kommentering-fortolkning> prov:used <recommendation/eksempelsyge>
}
