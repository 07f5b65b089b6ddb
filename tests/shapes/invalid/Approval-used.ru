# The approval is of nothing.
DELETE DATA { <step/eksempelsyge/godkendelse> prov:used <recommendation/eksempelsyge> }
