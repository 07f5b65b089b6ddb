"""What one query, one visitor and all of them together may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What a query text may hold: well below what was measured to crash or stall the engine.

    `patterns` counts the triple patterns that are joined with each other: planning such a join
    takes time that grows with the fourth power of their number. `operators` counts operators,
    keywords and brackets, of which a chain is as deep as it is long.
    """

    characters: int = 1_000_000
    depth: int = 100
    patterns: int = 100
    operators: int = 2_000
    nested_calls: int = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What the engine spends on queries.

    A query starts in one of the `quick` workers. One that has used `quick_seconds` of processor
    time goes on in one of the `slow` ones, at a lower priority, so that heavy queries only ever
    wait for each other.
    """

    query: QueryLimits = QueryLimits()
    #: Seconds that a query may run where the caller names no deadline.
    seconds: float = 10.0
    quick: int = 3
    slow: int = 3
    quick_seconds: float = 0.1
    #: Queries that may wait, all in all and from one visitor.
    queue: int = 64
    queue_per_client: int = 32
    #: Bytes that a worker may allocate beyond the release that it holds.
    memory: int = 500_000_000
    #: Bytes of one answer; beyond `inline` it goes through a file and not through memory.
    result: int = 50_000_000
    inline: int = 1_000_000
    #: Bytes of answers that are kept.
    cache: int = 64_000_000
    #: Seconds that an engine may take to load a release.
    load_seconds: float = 120.0
