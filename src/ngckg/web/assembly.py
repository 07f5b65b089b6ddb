"""The service put together from its parts, ready to run."""

import sys
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from prometheus_client.registry import Collector

from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.settings import Settings
from ngckg.web.engine_figures import EngineFigures
from ngckg.web.entrance import Entrance
from ngckg.web.journal import Journal
from ngckg.web.protocol import Config
from ngckg.web.service import Service
from ngckg.web.visitors import Visitors

if TYPE_CHECKING:
    from ngckg.engine.remote.engine import RemoteEngine


class Assembled(NamedTuple):
    """A server, the service that it serves, and the way into that."""

    server: uvicorn.Server
    service: Service
    entrance: Entrance


def assemble(settings: Settings, base: str, engine: "EmbeddedEngine | RemoteEngine") -> Assembled:
    """The service of this engine under this address."""
    visitors = Visitors(settings.trusted_proxies)
    journal = Journal(sys.stderr.fileno(), visitors, settings.log_ipv4_bits, settings.log_ipv6_bits)
    service = Service(settings, base, engine, engine.limits, visitors, journal)
    service.metrics.add(_figures(engine))
    entrance = Entrance(service)
    server = uvicorn.Server(Config(entrance.app, settings, service.note))
    return Assembled(server, service, entrance)


def _figures(engine: "EmbeddedEngine | RemoteEngine") -> Collector:
    if isinstance(engine, EmbeddedEngine):
        return EngineFigures(engine)
    # As where the engine is made: whoever serves from memory need not load what speaks to servers.
    from ngckg.web.remote_figures import RemoteFigures

    return RemoteFigures(engine)
