"""The forms of a query, and what each of them is answered in."""

from dataclasses import dataclass
from enum import StrEnum

from ngckg.errors import NotAcceptable
from ngckg.negotiation import GRAPHS, RESULTS, Format


class Form(StrEnum):
    """The forms of a query (SPARQL 1.1 §16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def formats(self) -> tuple[Format, ...]:
        """What an answer can be written in; the first one where nobody minds."""
        return RESULTS if self in (Form.SELECT, Form.ASK) else GRAPHS

    def offer(self, media_type: str) -> None:
        """Raise NotAcceptable where an answer cannot be had in this media type."""
        offered = [it.media_type for it in self.formats]
        if media_type not in offered:
            raise NotAcceptable(offered)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a query that may run."""

    form: Form
    #: It says FROM or FROM NAMED.
    own_dataset: bool
    #: Its answer may differ from one time to the next: NOW(), RAND(), new blank nodes.
    volatile: bool
