"""HTTP for python-telegram-bot over one aiohttp session, which costs a fraction of the processor time of its default.

What matters to the outbox is told apart here: a request that certainly never left (`NotSent`, send it again) and one of
which nobody knows whether Telegram acted on it (`TimedOut`, plain `NetworkError`). The address of every request holds
the bot's token, so no error raised here has it in its message, cause or context.
"""

import asyncio
import io
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput


class NotSent(NetworkError):  # noqa: N818 says what happened
    """The request certainly never reached Telegram: no connection, or no free one in the pool."""

    __slots__ = ()


class AnswerLost(NetworkError):  # noqa: N818 says what happened
    """The connection broke after it was made: Telegram may have acted on the request or not."""

    __slots__ = ()


NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, DNS, TLS, proxy out of reach
    aiohttp.ConnectionTimeoutError,  # also a wait for a free connection of the pool
    aiohttp.ClientHttpProxyError,  # the proxy refused to open the tunnel
    aiohttp.InvalidURL,
)

NO_CEILING = float("inf")
"""aiohttp rounds longer time-outs up to whole seconds of the loop's clock unless told not to."""


class AiohttpRequest(BaseRequest):
    """A `BaseRequest` over `aiohttp.ClientSession`; all time-outs are in seconds, None waits for ever.

    `read_timeout` bounds each silence of the server; `write_timeout` bounds a whole upload (with files
    `media_write_timeout`), not each packet as httpx does. Waiting for a free connection and connecting share the sum
    of `pool_timeout` and `connect_timeout`. `proxy` is an http:// address; the environment's proxies count only
    with `trust_env`.
    """

    __slots__ = ("_media_write_timeout", "_pool_size", "_proxy", "_session", "_timeouts", "_trust_env")

    def __init__(
        self,
        *,
        connection_pool_size: int = 256,
        proxy: str | None = None,
        trust_env: bool = False,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 60.0,
    ) -> None:
        self._pool_size = connection_pool_size
        self._proxy = proxy
        self._trust_env = trust_env
        self._timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        self._media_write_timeout = media_write_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default read time-out in seconds."""
        return self._timeouts[0]

    async def initialize(self) -> None:
        """Open the session; an open one is kept."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool_size),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
                trust_env=self._trust_env,
            )

    async def shutdown(self) -> None:
        """Close the session and its connections; may be called twice."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        write_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        connect_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        pool_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request and return status and body.

        Raises:
            NotSent: the request certainly never left.
            TimedOut: connected, but the server did not take or answer the request in time.
            AnswerLost: anything else went wrong on the way; the request may have arrived.
        """
        files = request_data.multipart_data if request_data else {}
        default_read, default_write, default_connect, default_pool = self._timeouts
        read = _chosen(read_timeout, default_read)
        write = _chosen(write_timeout, self._media_write_timeout if files else default_write)
        connect = _sum(_chosen(connect_timeout, default_connect), _chosen(pool_timeout, default_pool))
        patience = aiohttp.ClientTimeout(connect=connect, sock_read=read, ceil_threshold=NO_CEILING)
        until_answer = _sum(connect, write, read)
        try:
            return await self._exchange(method, url, _body(request_data, files), patience, until_answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            problem = _clean(error)
        # Raised outside the except block: `from None` would keep the first error, and the token, in __context__.
        raise problem

    async def _exchange(
        self, method: str, url: str, body: Any, patience: aiohttp.ClientTimeout, until_answer: float | None
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("the HTTP session is not open")
        # aiohttp has no write time-out: a server that takes nothing is noticed by the time until its first answer.
        async with asyncio.timeout(until_answer):
            response = await self._session.request(method, url, data=body, timeout=patience, allow_redirects=False)
        async with response:
            return response.status, await response.read()


def _chosen(value: Any, default: float | None) -> float | None:
    return default if value is BaseRequest.DEFAULT_NONE else value


def _sum(*seconds: float | None) -> float | None:
    known = [value for value in seconds if value is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(request_data: RequestData | None, files: dict[str, Any]) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not files:
        return request_data.json_parameters
    # Older local Bot API servers take file names as they are: Vietnamese ones would keep their percent signs if quoted.
    form = aiohttp.FormData(quote_fields=False)
    for name, text in request_data.json_parameters.items():
        form.add_field(name, text)
    for name, (filename, content, mime_type) in files.items():
        # As a stream it is written piece by piece; large bytes at once would hold up the loop, and aiohttp warns of it.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mime_type)
    return form


def _clean(error: aiohttp.ClientError | TimeoutError) -> NetworkError:
    kind = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotSent(f"no connection to {error.host}:{error.port} ({kind}, errno {error.os_error.errno})")
    if isinstance(error, NEVER_LEFT):
        return NotSent(f"the request did not leave ({kind})")
    if isinstance(error, TimeoutError):
        return TimedOut(f"no answer in time ({kind})")
    return AnswerLost(f"the connection broke ({kind})")
