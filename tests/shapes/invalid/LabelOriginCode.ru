# The English name of the network has an origin that is no concept.
DELETE DATA { <specialist-network/eksempelsyge> ngckg:labelOrigin <label-origin/composed> } ;
INSERT DATA {
  <specialist-network/eksempelsyge> ngckg:labelOrigin <label-origin/ukendt> .
  <label-origin/ukendt> skos:inScheme <scheme/label-origins>
}
