# Who approved is missing.
DELETE DATA { <step/eksempelsyge/godkendelse> prov:wasAssociatedWith <steering-group/styring> }
