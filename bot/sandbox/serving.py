"""Starting and stopping a small web server on loopback."""

import ipaddress
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from aiohttp import web

GRACE_SECONDS = 0.05
"""How long requests that still wait (long polls, hangs) may go on when the server stops."""


@dataclass
class RunningServer:
    """A server that answers at `url` until `stop()`."""

    url: str
    port: int
    _resources: AsyncExitStack = field(repr=False)

    async def stop(self) -> None:
        """Close all connections and the port."""
        await self._resources.aclose()


async def start(app: web.Application, host: str, port: int, resources: AsyncExitStack) -> RunningServer:
    """Serve `app`; port 0 picks a free one. ValueError: the host is not loopback; OSError: the port is busy."""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"the sandbox listens on loopback only, not on {host}")
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    resources.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await resources.aclose()
        raise
    address = runner.addresses[0]
    shown = f"[{address[0]}]" if ":" in address[0] else address[0]
    return RunningServer(f"http://{shown}:{address[1]}", address[1], resources)
