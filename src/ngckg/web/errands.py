"""Long work on a release, done by processes of their own: here it would hold up every visitor."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncGenerator
from typing import Final

_NICENESS: Final = 10
#: Bytes that a line of such a process may have.
_LONGEST: Final = 1 << 24


async def lines(module: str, *arguments: str) -> AsyncGenerator[bytes, None]:
    """The lines that `python -m module` prints. The process ends with whoever reads them.

    Raises RuntimeError where it fails.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST,
    )
    try:
        assert process.stdout is not None  # noqa: S101  # it is a pipe
        async for line in process.stdout:
            yield line
        if (status := await process.wait()) != 0:
            raise RuntimeError(f"{module} ended with {status}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def step_back() -> None:
    """Let visitors go first; for the process that does the work."""
    os.nice(_NICENESS)
