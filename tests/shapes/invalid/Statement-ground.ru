# The origin of a name is missing.
DELETE DATA {
  <statement/eksempelsyge/pref-label/sample-disease>
    ngckg:labelOrigin <label-origin/source-wording>
}
