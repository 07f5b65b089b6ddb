# The criteria have two titles.
INSERT DATA { <document/eksempelsyge/indikationer-og-kriterier> dcterms:title "Kriterier"@da }
