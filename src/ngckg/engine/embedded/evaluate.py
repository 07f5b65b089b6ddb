"""Running a query over a store, to the last byte of the answer."""

import pyoxigraph as ox

from ngckg.engine.describe import describe
from ngckg.engine.embedded.output import Output
from ngckg.engine.embedded.wire import Bound, Task
from ngckg.engine.query.forms import Form
from ngckg.engine.query.syntax import syntax_error
from ngckg.engine.writing import write_graph, write_table
from ngckg.errors import BadRequest
from ngckg.namespaces import BASE


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
            write_graph(triples, task.media_type, output, limit, self._context)
            return
        result = self._query(task.text, task)
        if isinstance(result, ox.QueryTriples):
            write_graph(result, task.media_type, output, limit, self._context)
        else:
            write_table(result, task.media_type, output)

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


_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def _term(value: Bound) -> ox.NamedNode | ox.Literal:
    kind, lexical, language, datatype = value
    if kind == "iri":
        return ox.NamedNode(lexical)
    if language is not None:
        return ox.Literal(lexical, language=language)
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype) if datatype else None)
