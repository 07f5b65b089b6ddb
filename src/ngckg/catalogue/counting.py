"""What VoID tells, counted with SPARQL."""

import json
from typing import Any

from ngckg.catalogue.void import ClassCount, Figures, PropertyCount, Totals, Use, ValueUse
from ngckg.engine.base import Engine
from ngckg.negotiation import JSON


async def count(engine: Engine) -> Figures:
    """What a release holds, counted by our own queries."""
    [totals] = await _rows(engine, "void-totals")
    return Figures(
        Totals(
            int(totals["triples"]),
            int(totals["subjects"]),
            int(totals["objects"]),
            int(totals["entities"]),
        ),
        [
            ClassCount(row["class"], int(row["entities"]))
            for row in await _rows(engine, "void-classes")
        ],
        [
            PropertyCount(
                row["property"], int(row["triples"]), int(row["subjects"]), int(row["objects"])
            )
            for row in await _rows(engine, "void-properties")
        ],
        [
            Use(row["class"], row["property"], int(row["triples"]))
            for row in await _rows(engine, "void-uses")
        ],
        [
            ValueUse(
                row["class"],
                row["property"],
                row.get("valueClass"),
                row.get("datatype"),
                int(row["triples"]),
            )
            for row in await _rows(engine, "void-values")
        ],
    )


async def _rows(engine: Engine, name: str) -> list[dict[str, str]]:
    """The rows of one of our queries, values as plain text."""
    answer = await engine.named(name, JSON.media_type)
    document: dict[str, Any] = json.loads(await answer.read())
    return [
        {variable: str(term["value"]) for variable, term in row.items()}
        for row in document["results"]["bindings"]
    ]
