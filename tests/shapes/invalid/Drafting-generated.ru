# The drafting generated nothing.
DELETE DATA { <step/eksempelsyge/udarbejdelse> prov:generated <recommendation/eksempelsyge> }
