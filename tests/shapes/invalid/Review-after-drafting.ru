# The drafting ended in July; the reviews were in June.
DELETE { <step/eksempelsyge/udarbejdelse>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
INSERT { <step/eksempelsyge/udarbejdelse>
  ngckg:edtf "2021-03/2021-07"^^edtf:EDTF ;
  ngckg:startNotBefore "2021-03-01"^^xsd:date ; ngckg:startNotAfter "2021-03-31"^^xsd:date ;
  ngckg:endNotBefore "2021-07-01"^^xsd:date ; ngckg:endNotAfter "2021-07-31"^^xsd:date }
WHERE { <step/eksempelsyge/udarbejdelse>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
