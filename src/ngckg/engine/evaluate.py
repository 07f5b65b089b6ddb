"""Running a query over a store, to the last byte of the answer."""

from collections.abc import Iterable
from typing import IO, Final, cast

import pyoxigraph as ox

from ngckg.engine.describe import describe
from ngckg.engine.forms import Form
from ngckg.engine.output import Output, too_large
from ngckg.engine.syntax import syntax_error
from ngckg.engine.wire import Bound, Task
from ngckg.errors import BadRequest
from ngckg.namespaces import BASE, PREFIXES
from ngckg.negotiation import JSON_LD
from ngckg.rdf.jsonld import compact

#: A triple in N-Triples is at most this much longer than in any other syntax, as a rule.
_EXPANSION: Final = 4
_WITHOUT_PREFIXES: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)


class Evaluator:
    """Answers queries over one store. What an answer is made of stays on one thread."""

    def __init__(self, store: ox.Store, context: str) -> None:
        self._store = store
        self._context = context

    def answer(self, task: Task, output: Output, limit: int) -> None:
        """Write the answer. Raises QuerySyntaxError, ResultTooLarge or BadRequest."""
        try:
            self._answer(task, output, limit)
        except SyntaxError as error:
            raise syntax_error(task.text, str(error), self._parse) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise BadRequest(f"This query cannot be evaluated: {error}.") from error

    def _answer(self, task: Task, output: Output, limit: int) -> None:
        if task.form == Form.DESCRIBE:
            self._parse(task.text)
            triples = describe(self._store, task, self._query)
            self._write(_in_order(triples, limit), task.media_type, output)
            return
        result = self._query(task.text, task)
        if isinstance(result, ox.QueryTriples):
            self._write(_in_order(result, limit), task.media_type, output)
        else:
            syntax = ox.QueryResultsFormat.from_media_type(task.media_type)
            if syntax is None:
                raise BadRequest(f"{task.form} is not answered in {task.media_type}.")
            result.serialize(cast(IO[bytes], output), format=syntax)

    def _query(
        self, text: str, task: Task
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a text over the dataset of a task, with its values for variables.

        The protocol's dataset comes before the query's own (SPARQL 1.1 Protocol §2.1.4); without
        either, the default graph is the union of the named graphs.
        """
        substitutions: dict[ox.Variable, _Term] = {
            ox.Variable(name): _term(value) for name, value in task.bound
        }
        if task.default_graphs or task.named_graphs:
            return self._store.query(
                text,
                base_iri=BASE,
                default_graph=[ox.NamedNode(iri) for iri in task.default_graphs],
                named_graphs=[ox.NamedNode(iri) for iri in task.named_graphs],
                substitutions=substitutions,
            )
        return self._store.query(
            text,
            base_iri=BASE,
            use_default_graph_as_union=not task.own_dataset,
            substitutions=substitutions,
        )

    def _parse(self, text: str) -> object:
        return self._store.query(text, base_iri=BASE)

    def _write(self, triples: dict[str, ox.Triple], media_type: str, output: Output) -> None:
        if media_type == JSON_LD.media_type:
            output.write(compact(triples.values(), self._context))
            return
        syntax = ox.RdfFormat.from_media_type(media_type)
        if syntax is None:
            raise BadRequest(f"Triples are not written in {media_type}.")
        prefixes = None if syntax in _WITHOUT_PREFIXES else _used_prefixes(triples)
        file = cast(IO[bytes], output)
        ox.serialize(triples.values(), file, format=syntax, prefixes=prefixes)


_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def _term(value: Bound) -> ox.NamedNode | ox.Literal:
    kind, lexical, language, datatype = value
    if kind == "iri":
        return ox.NamedNode(lexical)
    if language is not None:
        return ox.Literal(lexical, language=language)
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype) if datatype else None)


def _in_order(triples: Iterable[ox.Triple], limit: int) -> dict[str, ox.Triple]:
    """The triples, each once and sorted, so that equal answers have equal bytes."""
    found: dict[str, ox.Triple] = {}
    size = 0
    for triple in triples:
        line = str(triple)
        if line not in found:
            found[line] = triple
            size += len(line)
            if size > _EXPANSION * limit:
                raise too_large(limit)
    if any(map(_has_blank_node, found.values())):
        # CONSTRUCT makes new blank nodes with new labels each time.
        dataset = ox.Dataset(ox.Quad(*triple) for triple in found.values())
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = {str(quad.triple): quad.triple for quad in dataset}
    return {line: found[line] for line in sorted(found)}


def _has_blank_node(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def _used_prefixes(lines: Iterable[str]) -> dict[str, str]:
    """Those of our prefixes that the answer needs."""
    text = "\n".join(lines)
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
