"""The service behind its public address, as in the harvest tests."""

from tests.harvest.conftest import port, published, web

__all__ = ["port", "published", "web"]
