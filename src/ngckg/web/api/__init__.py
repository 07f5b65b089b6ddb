"""The JSON API: JSON for people who know only JSON, and JSON-LD for those who know more."""
