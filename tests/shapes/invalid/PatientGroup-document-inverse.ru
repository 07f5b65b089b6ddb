# The group does not point to its criteria, which point to it; it has others.
DELETE DATA {
  <patient-group/eksempelsyge> ngckg:document <document/eksempelsyge/indikationer-og-kriterier>
} ;
INSERT DATA { <document/eksempelsyge/faglige-anbefalinger> a ngckg:CriteriaDocument }
