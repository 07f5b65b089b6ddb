# What the recommendation document sets out is missing.
DELETE DATA {
  <document/eksempelsyge/faglige-anbefalinger> ngckg:expresses <recommendation/eksempelsyge>
}
