"""The service behind its public address, as in the harvest tests."""

from tests.harvest.conftest import port, published, pytest_collection_modifyitems, web

__all__ = ["port", "published", "pytest_collection_modifyitems", "web"]
