# A working group approved.
DELETE DATA { <step/eksempelsyge/godkendelse> prov:wasAssociatedWith <steering-group/styring> } ;
INSERT DATA { <step/eksempelsyge/godkendelse> prov:wasAssociatedWith <working-group/fortolkning> }
