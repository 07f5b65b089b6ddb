"""Records of a page as triples: `data` says what the page says, `evidence` where it says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from ngckg.graph import wording
from ngckg.page.records import (
    Body,
    BodyKind,
    Document,
    DocumentKind,
    GeneralStatement,
    Membership,
    Mention,
    Offer,
    Page,
    PatientGroup,
    Snapshot,
    Status,
    StatusBasis,
    StatusProperty,
    Step,
    StepKind,
)
from ngckg.rdf import iri
from ngckg.rdf.terms import N, count, danish, day, edtf, english

_DANISH = ox.NamedNode("http://publications.europa.eu/resource/authority/language/DAN")

_BODY_CLASS = {
    BodyKind.SPECIALIST_NETWORK: N.ngckg.SpecialistNetwork,
    BodyKind.WORKING_GROUP: N.ngckg.WorkingGroup,
    BodyKind.STEERING_GROUP: N.ngckg.SteeringGroup,
    BodyKind.ORGANIZATION: N.org.FormalOrganization,
}

_STATUS_KIND = {
    StatusProperty.REQUISITION: "requisition-status",
    StatusProperty.ONBOARDING: "onboarding-status",
    StatusProperty.STATUS_REPORT: "status-report-status",
}

_POSITION_NOTE = (
    danish(
        "Noten om onboarding eller rekvisition står efter gruppens dokumenter. At den hører til "
        "gruppen, ses kun af, hvor den står på siden."
    ),
    english(
        "The note on onboarding or requisition stands after the group's documents. That it "
        "belongs to the group is seen only from where it stands on the page."
    ),
)


@dataclass(slots=True)
class PageTriples:
    """The two graphs that a page fills."""

    data: list[ox.Triple] = field(default_factory=list)
    evidence: list[ox.Triple] = field(default_factory=list)


def from_page(page: Page) -> PageTriples:
    """Everything that a page says, as triples."""
    writer = _Writer(page.snapshot)
    writer.write_snapshot(len(page.lines))
    for group in page.groups:
        writer.write_group(group)
    for statement in page.statements:
        writer.write_statement(statement)
    for membership in page.memberships:
        writer.write_membership(membership)
    return writer.out


def _node(kind: str, key: str) -> ox.NamedNode:
    return ox.NamedNode(iri.thing(kind, key))


def _body(body: Body) -> ox.NamedNode:
    return _node(body.kind, body.key)


class _Writer:
    """Writes the things of one page; `out` is what has been written so far."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.out = PageTriples()
        self._snapshot = snapshot
        self._source = _node("source", snapshot.key)
        self._evidence: set[ox.NamedNode] = set()
        self._bodies: set[ox.NamedNode] = set()

    def write_snapshot(self, lines: int) -> None:
        """The page as it was read: digest, extent, language, address."""
        snapshot, node = self._snapshot, self._source
        checksum = _node("source", f"{snapshot.key}/checksum")
        self._say(
            self.out.evidence, node, "Øjebliksbillede " + snapshot.key, N.ngckg.SourceSnapshot
        )
        self.out.evidence += [
            ox.Triple(node, N.dcterms.title, danish(snapshot.title)),
            ox.Triple(node, N.dcterms.language, _DANISH),
            ox.Triple(node, N.dcterms["format"], ox.Literal(snapshot.media_type)),
            ox.Triple(node, N.ngckg.characterCount, count(len(snapshot.text))),
            ox.Triple(node, N.ngckg.lineCount, count(lines)),
            ox.Triple(node, N.spdx.checksum, checksum),
            ox.Triple(checksum, N.rdf.type, N.spdx.Checksum),
            ox.Triple(checksum, N.spdx.algorithm, N.spdx.checksumAlgorithm_sha256),
            ox.Triple(
                checksum,
                N.spdx.checksumValue,
                ox.Literal(snapshot.sha256, datatype=N.xsd.hexBinary),
            ),
        ]
        if snapshot.url is not None:
            self.out.evidence.append(ox.Triple(node, N.dcterms.source, ox.NamedNode(snapshot.url)))

    def write_group(self, group: PatientGroup) -> None:
        """A patient group with its network, recommendation, documents, steps, offers, statuses."""
        node = _node("patient-group", group.key)
        network = Body(BodyKind.SPECIALIST_NETWORK, group.key, wording.network(group))
        recommendation = _node("recommendation", group.key)
        scheme = _node("scheme", "patient-groups")
        data = self.out.data
        self._say(data, node, group.name, N.ngckg.PatientGroup)
        data += [ox.Triple(node, N.skos.altLabel, danish(name)) for name in group.other_names]
        data += [
            ox.Triple(node, N.skos.inScheme, scheme),
            ox.Triple(node, N.skos.topConceptOf, scheme),
            ox.Triple(node, N.ngckg.specialistNetwork, _body(network)),
            ox.Triple(_body(network), N.ngckg.advisesOn, node),
            ox.Triple(node, N.ngckg.recommendation, recommendation),
            ox.Triple(recommendation, N.ngckg.recommendationFor, node),
        ]
        label = wording.recommendation(group)
        self._say(data, recommendation, label, N.ngckg.Recommendation)
        self._write_body(network)
        for thing in (node, recommendation, _body(network)):
            self._support(thing, group.mentions)
        for step in group.steps:
            self._write_step(group, node, recommendation, step)
        for document in group.documents:
            self._write_document(group, node, recommendation, document)
        for offer in group.offers:
            self._write_offer(group, node, offer)
        for status in group.statuses:
            self._write_status(group, node, status)
        if any(status.basis is StatusBasis.POSITION for status in group.statuses):
            data += [ox.Triple(node, N.skos.editorialNote, note) for note in _POSITION_NOTE]

    def write_statement(self, statement: GeneralStatement) -> None:
        """A fact of the general part."""
        node = _node("general-statement", statement.key)
        words = " … ".join(mention.words for mention in statement.mentions)
        self._say(self.out.data, node, words, N.ngckg.GeneralStatement)
        kind = _node("statement-kind", statement.kind)
        self.out.data.append(ox.Triple(node, N.dcterms.type, kind))
        self._support(node, statement.mentions)

    def write_membership(self, membership: Membership) -> None:
        """Who sits in a body, in which role."""
        data = self.out.data
        body = _body(membership.body)
        member_key = iri.key(membership.member_name)
        member = _node("organization", member_key)
        node = _node("membership", f"{membership.body.key}/{member_key}")
        role = _node("role", iri.key(membership.role_name))
        self._write_body(membership.body)
        self._say(data, member, membership.member_name, N.foaf.Group)
        self._say(data, node, wording.membership(membership), N.org.Membership)
        data += [
            ox.Triple(node, N.org.member, member),
            ox.Triple(node, N.org.organization, body),
            ox.Triple(node, N.org.role, role),
            ox.Triple(member, N.org.hasMembership, node),
            ox.Triple(body, N.org.hasMember, member),
        ]
        for thing in (node, member):
            self._support(thing, membership.mentions)

    def _write_body(self, body: Body) -> None:
        if _body(body) not in self._bodies:
            self._bodies.add(_body(body))
            self._say(self.out.data, _body(body), body.name, _BODY_CLASS[body.kind])

    def _write_step(
        self, group: PatientGroup, about: ox.NamedNode, recommendation: ox.NamedNode, step: Step
    ) -> None:
        node = _node("step", f"{group.key}/{step.key}")
        self._say(self.out.data, node, wording.step(group, step), N.ngckg[step.kind])
        when = step.when
        result = {
            StepKind.DRAFTING: [(N.prov.generated, recommendation)],
            StepKind.REVIEW: [(N.prov.used, recommendation)],
            StepKind.APPROVAL: [(N.prov.used, recommendation)],
            StepKind.EVALUATION: [
                (N.prov.generated, _node("document", f"{group.key}/{document.key}"))
                for document in group.documents
                if document.kind is DocumentKind.STATUS_REPORT
            ],
        }[step.kind]
        self.out.data += [
            ox.Triple(node, N.ngckg.concerns, about),
            *(ox.Triple(node, predicate, thing) for predicate, thing in result),
            ox.Triple(node, N.ngckg.dateText, danish(when.text)),
            ox.Triple(node, N.ngckg.edtf, edtf(when.edtf)),
            ox.Triple(node, N.ngckg.startNotBefore, day(when.start_not_before)),
            ox.Triple(node, N.ngckg.startNotAfter, day(when.start_not_after)),
            ox.Triple(node, N.ngckg.endNotBefore, day(when.end_not_before)),
            ox.Triple(node, N.ngckg.endNotAfter, day(when.end_not_after)),
        ]
        for body in step.bodies:
            self._write_body(body)
            self.out.data.append(ox.Triple(node, N.prov.wasAssociatedWith, _body(body)))
            if body.kind is not BodyKind.SPECIALIST_NETWORK:
                self._support(_body(body), step.mentions[:1])
        self._support(node, step.mentions)

    def _write_document(
        self,
        group: PatientGroup,
        about: ox.NamedNode,
        recommendation: ox.NamedNode,
        document: Document,
    ) -> None:
        node = _node("document", f"{group.key}/{document.key}")
        label = wording.document(group, document)
        self._say(self.out.data, node, label, N.ngckg[document.kind])
        self.out.data += [
            ox.Triple(node, N.dcterms.title, danish(document.title)),
            ox.Triple(node, N.ngckg.documentFor, about),
            ox.Triple(about, N.ngckg.document, node),
        ]
        if document.kind is DocumentKind.RECOMMENDATION:
            self.out.data.append(ox.Triple(node, N.ngckg.expresses, recommendation))
        if document.url is not None:
            self.out.data.append(ox.Triple(node, N.ngckg.url, ox.NamedNode(document.url)))
        self._support(node, document.mentions)

    def _write_offer(self, group: PatientGroup, about: ox.NamedNode, offer: Offer) -> None:
        node = _node("analysis-offer", f"{group.key}/{offer.key}")
        data = self.out.data
        self._say(data, node, wording.offer(group, offer), N.ngckg.AnalysisOffer)
        data += [
            ox.Triple(about, N.ngckg.analysisOffer, node),
            ox.Triple(node, N.ngckg.analysisType, _node("analysis-type", offer.analysis)),
        ]
        if offer.purpose is not None:
            purpose = _node("analysis-purpose", offer.purpose)
            data.append(ox.Triple(node, N.ngckg.purpose, purpose))
        if offer.restricted_to is not None:
            concept = _node("group-part", f"{group.key}/{iri.key(offer.restricted_to)}")
            self._say(data, concept, offer.restricted_to, N.skos.Concept)
            data.append(ox.Triple(node, N.ngckg.restrictedTo, concept))
            self._support(concept, offer.mentions)
        self._support(node, offer.mentions)

    def _write_status(self, group: PatientGroup, about: ox.NamedNode, status: Status) -> None:
        predicate = N.ngckg[status.property]
        kind = _STATUS_KIND[status.property]
        value = _node(kind, status.value)
        node = _node("statement", f"{group.key}/{kind}/{status.value}")
        self.out.data.append(ox.Triple(about, predicate, value))
        self._say(self.out.evidence, node, wording.status(group, status), N.ngckg.Statement)
        self.out.evidence += [
            ox.Triple(node, N.rdf.subject, about),
            ox.Triple(node, N.rdf.predicate, predicate),
            ox.Triple(node, N.rdf.object, value),
            ox.Triple(node, N.ngckg.basis, _node("status-basis", status.basis)),
            ox.Triple(node, N.prov.wasDerivedFrom, self._source),
        ]
        for thing in (node, about):
            self._support(thing, status.mentions)

    def _say(
        self, out: list[ox.Triple], node: ox.NamedNode, label: str, kind: ox.NamedNode
    ) -> None:
        out += [
            ox.Triple(node, N.rdf.type, kind),
            ox.Triple(node, N.skos.prefLabel, danish(label)),
        ]

    def _support(self, thing: ox.NamedNode, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            evidence = _node("evidence", f"{self._snapshot.key}/{mention.start}-{mention.end}")
            self.out.evidence.append(ox.Triple(thing, N.ngckg.evidence, evidence))
            if evidence not in self._evidence:
                self._evidence.add(evidence)
                self.out.evidence += self._selectors(evidence, mention)

    def _selectors(self, evidence: ox.NamedNode, mention: Mention) -> Iterator[ox.Triple]:
        # Web Annotation Data Model §4.2.4 and §4.2.5
        position = ox.NamedNode(f"{evidence.value}/position")
        quote = ox.NamedNode(f"{evidence.value}/quote")
        yield ox.Triple(evidence, N.rdf.type, N.ngckg.Evidence)
        yield ox.Triple(evidence, N.oa.hasSource, self._source)
        yield ox.Triple(evidence, N.ngckg.line, count(mention.line))
        yield ox.Triple(evidence, N.oa.hasSelector, position)
        yield ox.Triple(evidence, N.oa.hasSelector, quote)
        yield ox.Triple(position, N.rdf.type, N.oa.TextPositionSelector)
        yield ox.Triple(position, N.oa.start, count(mention.start))
        yield ox.Triple(position, N.oa.end, count(mention.end))
        yield ox.Triple(quote, N.rdf.type, N.oa.TextQuoteSelector)
        yield ox.Triple(quote, N.oa.exact, ox.Literal(mention.words))
