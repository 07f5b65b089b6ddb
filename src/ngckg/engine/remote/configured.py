"""The engine elsewhere as it is configured: addresses, credentials, how many queries at once."""

from collections.abc import Callable

from ngckg.engine import configured
from ngckg.engine.remote.dialects import DIALECTS
from ngckg.engine.remote.engine import RemoteEngine
from ngckg.engine.remote.http import Endpoint, read_credentials
from ngckg.engine.remote.publishing import publish, rollback
from ngckg.engine.remote.store import EngineStore
from ngckg.errors import BadSettings
from ngckg.graph.release import current
from ngckg.settings import Settings


def remote_engine(settings: Settings, context: str) -> RemoteEngine:
    """The engine to serve from. Raises BadSettings."""
    credentials = read_credentials(settings.engine_user, settings.engine_password_file)
    dialect = DIALECTS.get(settings.engine_dialect)
    endpoint = Endpoint(_address(settings), credentials, dialect)
    limits, pool = configured.limits(settings), settings.engine_pool
    return RemoteEngine(endpoint, settings.releases, limits, pool=pool, context=context)


def publish_current(settings: Settings, tell: Callable[[str], None]) -> tuple[str, bool]:
    """Publish the current release; its identifier, and whether anything had to be done."""
    release = current(settings.releases)
    with _store(settings) as store:
        return release.manifest.id, publish(store, release, tell)


def roll_back(settings: Settings) -> str:
    """Make the engine's previous release current again; its identifier."""
    with _store(settings) as store:
        return rollback(store)


def _store(settings: Settings) -> EngineStore:
    return EngineStore(
        _address(settings),
        str(settings.engine_update) if settings.engine_update else None,
        str(settings.engine_graph_store) if settings.engine_graph_store else None,
        read_credentials(settings.engine_user, settings.engine_password_file),
        DIALECTS.get(settings.engine_dialect),
    )


def _address(settings: Settings) -> str:
    if settings.engine is None:
        raise BadSettings("NGCKG_ENGINE is not set: the address at which the engine takes queries")
    return str(settings.engine)
