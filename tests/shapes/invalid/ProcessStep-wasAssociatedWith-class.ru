# A role took part in the evaluation.
INSERT DATA { <step/eksempelsyge/evaluering> prov:wasAssociatedWith <role/direktoer> }
