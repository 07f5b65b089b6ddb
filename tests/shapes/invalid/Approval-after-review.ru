# Approved the day before the month of the review.
DELETE { <step/eksempelsyge/godkendelse>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
INSERT { <step/eksempelsyge/godkendelse>
  ngckg:edtf "2021-05-31"^^edtf:EDTF ;
  ngckg:startNotBefore "2021-05-31"^^xsd:date ; ngckg:startNotAfter "2021-05-31"^^xsd:date ;
  ngckg:endNotBefore "2021-05-31"^^xsd:date ; ngckg:endNotAfter "2021-05-31"^^xsd:date }
WHERE { <step/eksempelsyge/godkendelse>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
