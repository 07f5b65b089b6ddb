# Evaluated in the spring of 2020, approved in 2021.
DELETE { <step/eksempelsyge/evaluering>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
INSERT { <step/eksempelsyge/evaluering>
  ngckg:edtf "2020-02/2020-05"^^edtf:EDTF ;
  ngckg:startNotBefore "2020-02-01"^^xsd:date ; ngckg:startNotAfter "2020-02-29"^^xsd:date ;
  ngckg:endNotBefore "2020-05-01"^^xsd:date ; ngckg:endNotAfter "2020-05-31"^^xsd:date }
WHERE { <step/eksempelsyge/evaluering>
  ngckg:edtf ?e ; ngckg:startNotBefore ?a ; ngckg:startNotAfter ?b ;
  ngckg:endNotBefore ?c ; ngckg:endNotAfter ?d }
