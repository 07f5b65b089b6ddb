"""The service put together from its parts, ready to run. Importing this loads all of `web`."""

import sys

import uvicorn

from ngckg.engine.embedded import EmbeddedEngine
from ngckg.engine.remote import RemoteEngine
from ngckg.settings import Settings
from ngckg.web.app import create_app
from ngckg.web.engine_figures import EngineFigures
from ngckg.web.journal import Journal
from ngckg.web.protocol import Config
from ngckg.web.remote_figures import RemoteFigures
from ngckg.web.service import Service
from ngckg.web.visitors import Visitors


def assemble(
    settings: Settings, base: str, engine: EmbeddedEngine | RemoteEngine
) -> tuple[uvicorn.Server, Journal]:
    """A server of this engine under this address, and the journal to close in the end."""
    visitors = Visitors(settings.trusted_proxies)
    journal = Journal(sys.stderr.fileno(), visitors, settings.log_ipv4_bits, settings.log_ipv6_bits)
    service = Service(settings, base, engine, engine.limits, visitors, journal)
    if isinstance(engine, EmbeddedEngine):
        service.metrics.add(EngineFigures(engine))
    else:
        service.metrics.add(RemoteFigures(engine))
    return uvicorn.Server(Config(create_app(service), settings)), journal
