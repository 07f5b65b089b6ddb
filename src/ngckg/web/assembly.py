"""The service put together from its parts, ready to run. Importing this loads all of `web`."""

import sys
from typing import TYPE_CHECKING

import uvicorn
from prometheus_client.registry import Collector

from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.settings import Settings
from ngckg.web.app import create_app
from ngckg.web.engine_figures import EngineFigures
from ngckg.web.journal import Journal
from ngckg.web.protocol import Config
from ngckg.web.service import Service
from ngckg.web.visitors import Visitors

if TYPE_CHECKING:
    from ngckg.engine.remote.engine import RemoteEngine


def assemble(
    settings: Settings, base: str, engine: "EmbeddedEngine | RemoteEngine"
) -> tuple[uvicorn.Server, Service]:
    """A server of this engine under this address, and the service that it serves."""
    visitors = Visitors(settings.trusted_proxies)
    journal = Journal(sys.stderr.fileno(), visitors, settings.log_ipv4_bits, settings.log_ipv6_bits)
    service = Service(settings, base, engine, engine.limits, visitors, journal)
    service.metrics.add(_figures(engine))
    return uvicorn.Server(Config(create_app(service), settings, service.note)), service


def _figures(engine: "EmbeddedEngine | RemoteEngine") -> Collector:
    if isinstance(engine, EmbeddedEngine):
        return EngineFigures(engine)
    # As where the engine is made: whoever serves from memory need not load what speaks to servers.
    from ngckg.web.remote_figures import RemoteFigures

    return RemoteFigures(engine)
