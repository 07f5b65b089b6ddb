"""Reading RDF files. A syntax error names the file, the line and the column."""

from pathlib import Path

import pyoxigraph as ox

from ngckg.errors import UnreadableInput

#: The syntaxes by file suffix.
SYNTAXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def read(path: Path, graph: ox.NamedNode | None = None) -> list[ox.Quad]:
    """The quads of a file; its triples go into `graph` where one is given.

    Raises UnreadableInput where the file is missing, of an unknown suffix or not well-formed.
    """
    syntax = SYNTAXES.get(path.suffix)
    if syntax is None:
        raise UnreadableInput(f"{path}: unknown suffix; known: {', '.join(SYNTAXES)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}") from error
    try:
        quads = list(ox.parse(content, format=syntax, base_iri=path.resolve().as_uri()))
    except SyntaxError as error:
        raise UnreadableInput(f"{path}{_position(error)}: {error.msg}") from error
    except ValueError as error:  # pyoxigraph: a relative IRI, a bad language tag
        raise UnreadableInput(f"{path}: {error}") from error
    if graph is None:
        return quads
    return [ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads]


def _position(error: SyntaxError) -> str:
    if error.lineno is None:
        return ""
    return f":{error.lineno}" + (f":{error.offset}" if error.offset is not None else "")
