"""The API's description in Danish, by the English words of the code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

DANISH: Final[Mapping[str, str]] = MappingProxyType(
    {
        # What the API is and how it is told
        "Patient groups offered whole genome sequencing in Denmark": (
            "Patientgrupper, der tilbydes helgenomsekventering i Danmark"
        ),
        "What the source says of the patient groups: who drafted, reviewed, approved and "
        "evaluated what and when, which documents there are, which analyses are offered, and "
        "where on the page each piece of information stands. JSON that is also JSON-LD: its "
        "context says what the keys mean.": (
            "Hvad kilden siger om patientgrupperne: hvem der har udarbejdet, kommenteret, godkendt "
            "og evalueret hvad og hvornår, hvilke dokumenter der findes, hvilke analyser der "
            "tilbydes, og hvor på siden hver oplysning står. JSON, der også er JSON-LD: "
            "konteksten siger, hvad nøglerne betyder."
        ),
        "Patient groups and what belongs to them.": "Patientgrupper og det, der hører til dem.",
        "The release as a whole.": "Udgivelsen som helhed.",
        "In English": "På engelsk",
        "In Danish": "På dansk",
        # Operations
        "Patient groups, with what stands inside them, filtered by what the source says of them.": (
            "Patientgrupper med det, der hører til dem, udvalgt efter hvad kilden siger om dem."
        ),
        "One patient group with everything that stands inside it.": (
            "Én patientgruppe med alt, hvad der hører til den."
        ),
        "Whether the group's analysis can be ordered, which, by what criteria, with what form.": (
            "Om gruppens analyse kan bestilles, hvilken, efter hvilke kriterier og med hvilken "
            "blanket."
        ),
        "Specialist networks, each with the group that it is set up for.": (
            "Specialistnetværk, hvert med den gruppe, det er nedsat for."
        ),
        "One specialist network.": "Ét specialistnetværk.",
        "Working groups, which review recommendations across patient groups.": (
            "Arbejdsgrupper, som kommenterer anbefalinger på tværs af patientgrupper."
        ),
        "One working group.": "Én arbejdsgruppe.",
        "Kinds of analysis.": "Analysetyper.",
        "One kind of analysis.": "Én analysetype.",
        "Documents that the source lists: recommendations, criteria, forms, status reports.": (
            "Dokumenter, som kilden har på sine lister: anbefalinger, kriterier, blanketter, "
            "statusrapporter."
        ),
        "One document.": "Ét dokument.",
        "Dated steps: who drafted, reviewed, approved and evaluated what, and when.": (
            "Daterede trin: hvem der har udarbejdet, kommenteret, godkendt og evalueret hvad, og "
            "hvornår."
        ),
        "One step.": "Ét trin.",
        "Where the source contradicts itself or leaves out what it promises, with the evidence.": (
            "Hvor kilden modsiger sig selv eller udelader, hvad den stiller i udsigt, med belæg."
        ),
        "Which patient groups changed since a release or a day, and what changed in them.": (
            "Hvilke patientgrupper der er ændret siden en udgivelse eller en dag, og hvad der er "
            "ændret ved dem."
        ),
        "The releases that are kept.": "De udgivelser, der opbevares.",
        "Where everything is.": "Hvor alting er.",
        "Patient Groups": "Patientgrupper",
        "Patient Group": "Patientgruppe",
        "Patient Group Ordering": "Bestilling for en patientgruppe",
        "Specialist Networks": "Specialistnetværk",
        "Specialist Network": "Specialistnetværk, ét",
        "Working Groups": "Arbejdsgrupper",
        "Working Group": "Arbejdsgruppe",
        "Analysis Types": "Analysetyper",
        "Analysis Type": "Analysetype",
        "Documents": "Dokumenter",
        "Document": "Dokument",
        "Steps": "Trin",
        "Step": "Trin, ét",
        "Contradictions": "Modsigelser",
        "Changes": "Ændringer",
        "Releases": "Udgivelser",
        "Index": "Oversigt",
        # Parameters
        "The end of its IRI.": "Slutningen af dens IRI.",
        "Texts in one language, where they can be had in it.": (
            "Tekster på ét sprog, hvor de findes på det."
        ),
        "How many at most.": "Hvor mange der højst vises.",
        "How many to pass over first.": "Hvor mange der først springes over.",
        "Pages of `limit` from 1; adds to `offset`.": (
            "Sider à `limit`, talt fra 1; lægges til `offset`."
        ),
        "Only these fields, by their names and separated by commas.": (
            "Kun disse felter, ved deres navne og adskilt af kommaer."
        ),
        "The order; a minus sign turns it round. Danish letters come last.": (
            "Rækkefølgen; et minus vender den om. Æ, ø og å kommer sidst."
        ),
        "Text that stands in a name as it is here, in whatever case.": (
            "Tekst, som står sådan i et navn, med store eller små bogstaver."
        ),
        "Has to do with this body: kind and key (`working-group/fortolkning`), or IRI.": (
            "Har at gøre med dette organ: art og nøgle (`working-group/fortolkning`) eller IRI."
        ),
        "Whether a date must be so, or merely can be, from what the source says.": (
            "Om datoen efter kilden må være sådan eller blot kan være det."
        ),
        "The group's own section offers this kind of analysis. That all groups are offered whole "
        "genome sequencing is said in general and of none by itself.": "Gruppens eget afsnit "
        "tilbyder denne analysetype. At alle grupper tilbydes helgenomsekventering, siges "
        "generelt og ikke om nogen for sig.",
        "This is stated of its requisition form, whatever else is.": (
            "Dette siges om dens rekvisitionsblanket, uanset hvad der ellers siges."
        ),
        "This is stated of its onboarding.": "Dette siges om dens onboarding.",
        "This is stated of its status report.": "Dette siges om dens statusrapport.",
        "The source names such a step for it.": "Kilden nævner et sådant trin for den.",
        "Approved before this day.": "Godkendt før denne dag.",
        "Approved after this day.": "Godkendt efter denne dag.",
        "Of this kind.": "Af denne art.",
        "Listed for this group, by its key.": "På listen for denne gruppe, ved dens nøgle.",
        "Taken for this group, by its key.": "Gennemført for denne gruppe, ved dens nøgle.",
        "Ended before this day.": "Sluttet før denne dag.",
        "Began after this day.": "Begyndt efter denne dag.",
        "Warnings are contradictions and gaps; infos are mere hints.": (
            "`warning` er modsigelser og huller; `info` er blot vink."
        ),
        "A release by its identifier, or a day: what stood when it began. Without it, the release "
        "before the current one.": (
            "En udgivelse ved dens identifikator, eller en dag: hvad der stod, da den begyndte. "
            "Ellers udgivelsen før den aktuelle."
        ),
        "The language that changes are told in.": "Det sprog, som ændringer fortælles på.",
        # Answers
        "The answer.": "Svaret.",
        "Nothing that is acceptable.": "Intet, der kan modtages.",
        "Parameters that make no sense.": "Parametre, der ikke giver mening.",
        "No release has it.": "Ingen udgivelse har den.",
        "An earlier release has it.": "En tidligere udgivelse har den.",
        "Something else is wrong.": "Noget andet er galt.",
        "What is wrong (RFC 9457).": "Hvad der er galt (RFC 9457).",
        "The kind of problem, by its IRI.": "Problemets art, ved dens IRI.",
        "The kind of problem in words.": "Problemets art i ord.",
        "The status of the answer.": "Svarets status.",
        "What is wrong this time.": "Hvad der er galt denne gang.",
        "What to name when asking about it.": "Hvad man skal oplyse, når man spørger til det.",
        "Our JSON-LD context.": "Vores JSON-LD-kontekst.",
        "Our JSON-LD context, outside lists.": "Vores JSON-LD-kontekst, uden for lister.",
        "How many pass the filters.": "Hvor mange der opfylder betingelserne.",
        "How many of them are told at most.": "Hvor mange af dem der højst vises.",
        "How many were passed over first.": "Hvor mange der først er sprunget over.",
        "The first page.": "Den første side.",
        "The last page.": "Den sidste side.",
        "The page before, if any.": "Siden før, hvis der er en.",
        "The page after, if any.": "Siden efter, hvis der er en.",
        "The things themselves.": "Tingene selv.",
        # Things
        "Something with an IRI and a name.": "Noget med en IRI og et navn.",
        "Its IRI, which never changes.": "Dens IRI, som aldrig ændres.",
        "What it is.": "Hvad den er.",
        "Its name, by language.": "Dens navn, efter sprog.",
        "Other names, by language.": "Andre navne, efter sprog.",
        "The end of its IRI, and of its address.": "Slutningen af dens IRI og af dens adresse.",
        "Where else to read of it.": "Hvor man ellers læser om den.",
        "Where the source says that it is there.": "Hvor kilden siger, at den er der.",
        "Other addresses of the same thing, and of what belongs to it.": (
            "Andre adresser på det samme og på det, der hører til."
        ),
        "This, alone.": "Dette, for sig.",
        "The page for people.": "Siden for mennesker.",
        "All that the graph says of it, as RDF.": "Alt, hvad grafen siger om den, som RDF.",
        "Whether and how the group's analysis is ordered.": (
            "Om og hvordan gruppens analyse bestilles."
        ),
        "The patient groups it has to do with.": "De patientgrupper, den har at gøre med.",
        "The steps it took, or that were taken.": "De trin, den tog, eller som blev taget.",
        "A concept of a code list.": "Et begreb i en kodeliste.",
        "Its code, as filters take it.": "Dens kode, som filtre tager den.",
        "The words that carry a fact.": "De ord, der bærer en oplysning.",
        "The words, as the source has them.": "Ordene, som kilden har dem.",
        "Where they begin: code points of the text, from 0.": (
            "Hvor de begynder: kodepunkter i teksten, fra 0."
        ),
        "Where they end, exclusive.": "Hvor de slutter, ikke medregnet.",
        "A place in the source.": "Et sted i kilden.",
        "The snapshot of the page, by its IRI.": "Øjebliksbilledet af siden, ved dets IRI.",
        "The line of its text, from 1.": "Linjen i dens tekst, fra 1.",
        "Its words, and its position in the text.": "Dets ord og dets plads i teksten.",
        "An analysis that a group, or part of it, is offered.": (
            "En analyse, som en gruppe eller en del af den tilbydes."
        ),
        "The kind of analysis.": "Analysetypen.",
        "What the result is used for.": "Hvad resultatet bruges til.",
        "The part of the group that alone it holds for; absent, all of the group.": (
            "Den del af gruppen, som det alene gælder for; mangler den, hele gruppen."
        ),
        "A document that the source lists.": "Et dokument, som kilden har på en liste.",
        "Its title as the source has it, in Danish.": "Dets titel, som kilden har den, på dansk.",
        "Where it is, where the source links to it.": ("Hvor det er, når kilden linker til det."),
        "A dated step of the process.": "Et dateret trin i forløbet.",
        "When, as exactly as the source says: EDTF (ISO 8601-2).": (
            "Hvornår, så nøjagtigt som kilden siger det: EDTF (ISO 8601-2)."
        ),
        "When, in the words of the source.": "Hvornår, med kildens ord.",
        "The first day it can have begun.": "Den første dag, det kan være begyndt.",
        "The last day it can have begun.": "Den sidste dag, det kan være begyndt.",
        "The first day it can have ended.": "Den første dag, det kan være sluttet.",
        "The last day it can have ended.": "Den sidste dag, det kan være sluttet.",
        "Who took it.": "Hvem der tog det.",
        "A patient group.": "En patientgruppe.",
        "What it comprises.": "Hvem den omfatter.",
        "Its specialist network.": "Dens specialistnetværk.",
        "The recommendation drafted for it, as a work.": (
            "Den anbefaling, der er udarbejdet for den, som værk."
        ),
        "What it is offered.": "Hvad den tilbydes.",
        "Whether the form is there. Two values where the source says both.": (
            "Om blanketten foreligger. To værdier, hvor kilden siger begge dele."
        ),
        "How far interpreting departments are; absent where nothing is said.": (
            "Hvor langt de fortolkende afdelinger er; mangler, hvor intet er sagt."
        ),
        "Whether its status report is published.": "Om dens statusrapport er offentliggjort.",
        "The documents listed for it.": "Dokumenterne på dens liste.",
        "The steps of its process, in their order.": "Trinene i dens forløb, i rækkefølge.",
        "What to know about its data.": "Hvad man skal vide om dens data.",
        "Whether and how its analysis is ordered.": "Om og hvordan dens analyse bestilles.",
        "Whether the analysis can be ordered, as far as the source says. There is no yes or no.": (
            "Om analysen kan bestilles, så vidt kilden siger. Der er intet ja eller nej."
        ),
        "What the source says of the requisition form.": (
            "Hvad kilden siger om rekvisitionsblanketten."
        ),
        "Whether the source says two things that exclude each other.": (
            "Om kilden siger to ting, der udelukker hinanden."
        ),
        "The same in a sentence.": "Det samme i en sætning.",
        "Every statement of it, with its evidence.": "Hvert udsagn om det, med dets belæg.",
        "The kinds of analysis that the source names for the group, by their codes; empty where "
        "it names none.": (
            "De analysetyper, som kilden nævner for gruppen, ved deres koder; tom, hvor den ingen "
            "nævner."
        ),
        "The documents with indications and criteria, by their IRIs.": (
            "Dokumenterne med indikationer og kriterier, ved deres IRI'er."
        ),
        "The requisition forms listed, by their IRIs.": (
            "Rekvisitionsblanketterne på listen, ved deres IRI'er."
        ),
        "The onboarding statuses stated, by their codes.": (
            "De onboardingstatusser, der er nævnt, ved deres koder."
        ),
        "What hangs on a position on the page alone.": (
            "Hvad der alene beror på en placering på siden."
        ),
        "What the source says of ordering, and where.": (
            "Hvad kilden siger om bestilling, og hvor."
        ),
        "The IRI of the statement.": "Udsagnets IRI.",
        "The status that is stated, by its code.": "Den status, der siges, ved dens kode.",
        "How the source ties it to the group, by its code.": (
            "Hvordan kilden knytter det til gruppen, ved en kode."
        ),
        "Where the source says it.": "Hvor kilden siger det.",
        "A document.": "Et dokument.",
        "The group it is listed for.": "Den gruppe, det står på listen for.",
        "The recommendation that it sets out.": "Den anbefaling, det gengiver.",
        "A step.": "Et trin.",
        "The group it was taken for.": "Den gruppe, det blev taget for.",
        "What was reviewed or approved.": "Hvad der blev kommenteret eller godkendt.",
        "What came out of it.": "Hvad der kom ud af det.",
        "A specialist network.": "Et specialistnetværk.",
        "The group it is set up for.": "Den gruppe, det er nedsat for.",
        "A working group.": "En arbejdsgruppe.",
        "A kind of analysis.": "En analysetype.",
        "How the concept is used.": "Hvordan begrebet bruges.",
        "Kinds it is one of.": "Typer, den er en af.",
        "Kinds of it.": "Typer af den.",
        "The same concept elsewhere.": "Det samme begreb andetsteds.",
        "Much the same concept elsewhere.": "Omtrent det samme begreb andetsteds.",
        # The release
        "A release: what was published at one time.": (
            "En udgivelse: hvad der blev offentliggjort på ét tidspunkt."
        ),
        "Its identifier.": "Dens identifikator.",
        "When it was made, in UTC.": "Hvornår den blev lavet, i UTC.",
        "The SHA-256 of its canonical N-Quads.": "SHA-256 af dens kanoniske N-Quads.",
        "The one that answers come from.": "Den, som svarene kommer fra.",
        "All of them, the newest first.": "Dem alle, den nyeste først.",
        "A difference between two releases, in words.": ("En forskel mellem to udgivelser, i ord."),
        "The IRI of what changed.": "IRI'en på det, der er ændret.",
        "Its name.": "Dets navn.",
        "Whether it came, went or has changed in one of its properties.": (
            "Om det er kommet til, er gået ud eller er ændret i en af sine egenskaber."
        ),
        "The property, by its name.": "Egenskaben, ved dens navn.",
        "What it said before; empty if nothing.": "Hvad der stod før; tom, hvis intet.",
        "What it says now; empty if nothing.": "Hvad der står nu; tom, hvis intet.",
        "A patient group of which something changed.": (
            "En patientgruppe, ved hvilken noget er ændret."
        ),
        "What changed in it and inside it.": "Hvad der er ændret ved den og i den.",
        "What changed between two releases; where on the page it stands is left aside.": (
            "Hvad der er ændret mellem to udgivelser; hvor på siden det står, er ladet ude."
        ),
        "The release compared with.": "Den udgivelse, der sammenlignes med.",
        "The current release.": "Den aktuelle udgivelse.",
        "How many patient groups changed.": "Hvor mange patientgrupper der er ændret.",
        "The patient groups that changed and are there.": (
            "De patientgrupper, der er ændret og findes."
        ),
        "The patient groups that went.": "De patientgrupper, der er gået ud.",
        "What changed and belongs to no single group.": (
            "Hvad der er ændret og ikke hører til en enkelt gruppe."
        ),
        "What validation says of a thing.": "Hvad valideringen siger om noget.",
        "How bad.": "Hvor slemt.",
        "What is odd, by language.": "Hvad der er mærkeligt, efter sprog.",
        "The SHACL shape that says so, by its IRI.": (
            "Den SHACL-shape, der siger det, ved dens IRI."
        ),
        "The property it is about, by its IRI, if it is just one.": (
            "Den egenskab, det drejer sig om, ved dens IRI, hvis det kun er én."
        ),
        "The value it is about, if any.": "Den værdi, det drejer sig om, hvis der er en.",
        "A thing of which the source says what does not agree, or leaves out what it promises.": (
            "Noget, om hvilket kilden siger, hvad der ikke stemmer, eller udelader, hvad den "
            "stiller i udsigt."
        ),
        "What does not agree, and where it stands.": "Hvad der ikke stemmer, og hvor det står.",
    }
)
