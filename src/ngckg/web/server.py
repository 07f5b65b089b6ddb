"""Serving: from settings to a listening process, and its end."""

import asyncio
import gc
import logging
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvloop

from ngckg.engine import configured
from ngckg.errors import BuildRefused, CannotListen
from ngckg.graph.release import CURRENT, Release, current
from ngckg.settings import Settings
from ngckg.web import links
from ngckg.web.messages import JsonFormatter

if TYPE_CHECKING:
    from ngckg.web.entrance import Entrance

#: Beside connections: files, sockets of workers, whatever libraries open.
_OTHER_DESCRIPTORS: Final = 256


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the current release until SIGTERM or SIGINT, building one first where there is none.

    An engine elsewhere has a current release of its own, and none is built. Raises NotARelease
    where the current release is damaged, CannotListen, or BuildRefused.
    """
    release = None if settings.engine else _release(settings.releases, announce)
    _log_as_json()
    _allow_descriptors(settings.max_connections + _OTHER_DESCRIPTORS)
    stopped = asyncio.Event()
    # For the time until uvicorn listens to signals itself; it also raises the one that ended it
    # once more in the end, for whoever called it, and that is us.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stopped.set())
    with (
        _listen(settings) as listener,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(_run(settings, release, listener, announce, stopped))


async def _run(
    settings: Settings,
    release: Release | None,
    listener: socket.socket,
    announce: Callable[[str], None],
    stopped: asyncio.Event,
) -> None:
    base, address = _base(settings, listener), _address(listener)
    engine = configured.engine(settings, release, links.context(base))
    starting = asyncio.create_task(engine.start())
    await asyncio.sleep(0)
    # A process is loading the release by now; importing this takes a while, too.
    from ngckg.web.assembly import assemble

    server, service, entrance = assemble(settings, base, engine)
    # It listens while all that is loaded, and says that it is not ready.
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    loading = asyncio.create_task(_load(entrance))

    async def follow() -> None:
        await starting
        held = f"release {engine.release.manifest.id}" if engine.ready else "as soon as possible"
        announce(f"serving {held} on {address}")
        await loading
        prepare = service.depot.start if settings.prepare else _leave
        await configured.follow(engine, settings.releases, prepare)

    following = asyncio.create_task(follow())
    await asyncio.sleep(0)
    if stopped.is_set():  # by a signal from before the server listened to them
        server.should_exit = True
    try:
        # Whichever comes first: an end that is asked for, or one that a fault brings.
        await asyncio.wait({serving, following}, return_when=asyncio.FIRST_COMPLETED)
        if following.done():
            await following
        await serving
    finally:
        server.should_exit = True
        await serving
        following.cancel()
        loading.cancel()
        await asyncio.gather(following, starting, loading, return_exceptions=True)
        await service.depot.close()
        await engine.stop(0)
        service.journal.close()


async def _load(entrance: "Entrance") -> None:
    await entrance.load()
    gc.freeze()
    gc.enable()


def _leave(_release: Release) -> None:
    """Make nothing before it is asked for."""


def _release(releases: Path, announce: Callable[[str], None]) -> Release:
    link = releases / CURRENT
    if not link.is_symlink() and not link.exists():
        announce(f"no release in {releases} yet: building one")
        # In a process of its own: validation loads much that serving never needs.
        command = [sys.executable, "-m", "ngckg", "build", "--out", str(releases)]
        built = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        if built.returncode != 0:
            raise BuildRefused("there is no release to serve and none could be built")
    return current(releases)


def _listen(settings: Settings) -> socket.socket:
    address = settings.host, settings.port
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server(address, family=family, backlog=settings.max_connections)
    except OSError as error:
        raise CannotListen(
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror or error}"
        ) from error


def _base(settings: Settings, listener: socket.socket) -> str:
    """The address that links carry: the one configured, else the one listened on."""
    if settings.public_url is not None:
        return str(settings.public_url).rstrip("/")
    return _address(listener)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 (nobody can call these)
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _log_as_json() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for talkative in ("uvicorn", "httpx"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _allow_descriptors(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        enough = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))
