"""What `make check` leaves out: every test that needs a server of ours."""

import pytest

#: The fixtures that start one.
_SERVERS = {
    *("server", "later_server", "worn", "served", "quoting", "protocol", "published", "shipped"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what takes a server."""
    for item in items:
        if _SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
