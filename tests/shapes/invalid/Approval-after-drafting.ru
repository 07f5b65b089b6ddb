# Approved in April, while the drafting ended in May and the reviews spanned both.
DELETE { ?step
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
INSERT { ?step
  ngckg:edtf "2021-03/2021-06"^^edtf:EDTF ;
  ngckg:startNotBefore "2021-03-01"^^xsd:date ; ngckg:startNotAfter "2021-03-31"^^xsd:date ;
  ngckg:endNotBefore "2021-06-01"^^xsd:date ; ngckg:endNotAfter "2021-06-30"^^xsd:date }
WHERE { ?step a ngckg:Review ;
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d } ;
DELETE { <step/eksempelsyge/godkendelse>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
INSERT { <step/eksempelsyge/godkendelse>
  ngckg:edtf "2021-04"^^edtf:EDTF ;
  ngckg:startNotBefore "2021-04-01"^^xsd:date ; ngckg:startNotAfter "2021-04-30"^^xsd:date ;
  ngckg:endNotBefore "2021-04-01"^^xsd:date ; ngckg:endNotAfter "2021-04-30"^^xsd:date }
WHERE { <step/eksempelsyge/godkendelse>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
