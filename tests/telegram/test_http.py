import asyncio
import re
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.http import AiohttpRequest, AnswerLost, NotSent
from bot.telegram.limits import seconds_of

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[str]:
    """Serve `answer` on loopback and give the address of a method of the Bot API there."""
    server = web.Server(answer)
    runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot{TOKEN}/sendMessage"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def raw_server(
    meet: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """Serve bytes on loopback, for what a correct HTTP server would never do."""
    guests: set[asyncio.Task[None] | None] = set()

    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guests.add(asyncio.current_task())
        await meet(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(welcome, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot{TOKEN}/sendMessage"
    finally:
        server.close()
        await asyncio.gather(*(guest for guest in guests if guest))


def json_answer(payload: dict[str, object], status: int = 200) -> Answer:
    """Answer everything with `payload`."""

    async def answer(request: web.Request) -> web.StreamResponse:
        await request.read()
        return web.json_response(payload, status=status)

    return answer


async def failure(url: str, request: AiohttpRequest | None = None) -> NetworkError:
    """Post and return the error, after checking that the token is nowhere in it."""
    async with request or AiohttpRequest() as http:
        with pytest.raises(NetworkError) as caught:
            await http.post(url, parameters(chat_id=1, text="chào"))
    assert_no_token(caught.value)
    return caught.value


def assert_no_token(error: BaseException) -> None:
    """Look in the message and the traceback of the error and of everything that it hangs on, shown or not."""
    seen: list[BaseException | None] = [error]
    while error_now := seen.pop():
        told = [str(error_now), repr(error_now), *traceback.format_exception(error_now)]
        assert not any(TOKEN in text or TOKEN.partition(":")[2] in text for text in told)
        seen += [None, error_now.__cause__, error_now.__context__]


def parameters(**values: object) -> RequestData:
    """Make request data as the bot's methods do."""
    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


async def test_returns_the_result_of_an_answer() -> None:
    """What Telegram answers comes back, and the parameters arrived as form fields with JSON inside."""
    heard: dict[str, object] = {}

    async def answer(request: web.Request) -> web.StreamResponse:
        heard.update(await request.post())
        return web.json_response({"ok": True, "result": {"message_id": 7}})

    async with serving(answer) as url, AiohttpRequest() as http:
        result = await http.post(url, parameters(chat_id=1, text="Nhắc việc", reply_markup={"keyboard": []}))

    assert result == {"message_id": 7}
    assert heard == {"chat_id": "1", "text": "Nhắc việc", "reply_markup": '{"keyboard": []}'}


async def test_uploads_a_file_under_its_vietnamese_name() -> None:
    """A file goes out with its bytes, its type and its name as it is written, beside the other parameters."""
    heard = b""

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal heard
        heard = await request.read()
        return web.json_response({"ok": True, "result": True})

    document = InputFile(b"PK\x03\x04\xff", filename="Báo cáo tuần 24.xlsx")
    async with serving(answer) as url, AiohttpRequest() as http:
        await http.post(url, parameters(chat_id=-100, document=document))

    chat, file = (part for part in re.split(rb"\r?\n?--\w+(?:--)?\r\n", heard) if part)
    assert b'name="chat_id"' in chat
    assert chat.endswith(b"\r\n\r\n-100")
    assert 'name="document"; filename="Báo cáo tuần 24.xlsx"'.encode() in file
    assert b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" in file
    assert file.endswith(b"\r\n\r\nPK\x03\x04\xff")


async def test_retrieves_a_file() -> None:
    """A download gives the bytes as they are."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\x00\xff" * 100_000)

    async with serving(answer) as url, AiohttpRequest() as http:
        assert await http.retrieve(url) == b"\x00\xff" * 100_000


async def test_429_is_retry_after() -> None:
    """A 429 becomes RetryAfter with Telegram's seconds."""
    flood = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 17}}
    async with serving(json_answer(flood, 429)) as url, AiohttpRequest() as http:
        with pytest.raises(RetryAfter) as caught:
            await http.post(url)
    assert seconds_of(caught.value) == 17


async def test_500_is_a_network_error_of_unknown_outcome() -> None:
    """A broken server is neither "not sent" nor a time-out."""
    async with serving(json_answer({"ok": False, "error_code": 500, "description": "Internal"}, 500)) as url:
        assert type(await failure(url)) is NetworkError


async def test_does_not_follow_redirects() -> None:
    """A redirect is an error: following it would hand the token and the message to somebody else."""
    followed = False

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal followed
        followed = followed or request.path == "/elsewhere"
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    async with serving(answer) as url, AiohttpRequest() as http:
        status, _ = await http.do_request(url, "POST", parameters(chat_id=1))
    assert (status, followed) == (307, False)


async def test_refused_connection_is_not_sent() -> None:
    """Where nobody listens the request certainly never left."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    error = await failure(f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage")
    assert isinstance(error, NotSent)
    assert str(error).startswith(f"no connection to 127.0.0.1:{port} ")


async def test_refused_connection_to_the_proxy_is_not_sent() -> None:
    """A proxy out of reach keeps the request at home, whatever the server would say."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        proxy = f"http://user:pass@127.0.0.1:{closed.getsockname()[1]}"
    async with serving(json_answer({"ok": True, "result": True})) as url:
        error = await failure(url, AiohttpRequest(proxy=proxy))
    assert isinstance(error, NotSent)
    assert "pass" not in str(error)


async def test_environment_proxies_count_only_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY is ignored unless trust_env is asked for."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    async with serving(json_answer({"ok": True, "result": True})) as url:
        async with AiohttpRequest() as http:
            assert await http.post(url) is True
        assert isinstance(await failure(url, AiohttpRequest(trust_env=True)), NotSent)


async def test_unknown_host_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that cannot be resolved is "not sent" (the system's resolver is replaced: no DNS server is asked)."""

    async def nobody_knows(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nobody_knows)
    assert isinstance(await failure(f"http://nowhere.invalid/bot{TOKEN}/sendMessage"), NotSent)


async def test_malformed_address_is_not_sent() -> None:
    """An address that is none is not sent, and is not repeated in the error."""
    assert isinstance(await failure(f"http:///bot{TOKEN}/sendMessage"), NotSent)
    assert isinstance(await failure(f"http://127.0.0.1:99999/bot{TOKEN}/sendMessage"), NotSent)


async def test_full_pool_is_not_sent() -> None:
    """A request that found no free connection in time never left; the one that held it gets its answer."""
    go_on = asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        await go_on.wait()
        return web.json_response({"ok": True, "result": True})

    async with serving(answer) as url, AiohttpRequest(connection_pool_size=1) as http:
        first = asyncio.create_task(http.post(url))
        await asyncio.sleep(0)
        with pytest.raises(NotSent) as caught:
            await http.post(url, connect_timeout=0.02, pool_timeout=0.02)
        go_on.set()
        assert await first is True
    assert_no_token(caught.value)


async def test_silence_after_the_request_is_a_time_out() -> None:
    """A server that took the request and says nothing leaves its fate unknown: TimedOut."""
    heard = b""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        heard = await reader.read()

    async with raw_server(meet) as url:
        assert type(await failure(url, AiohttpRequest(read_timeout=0.05))) is TimedOut
    assert heard.endswith(b"chat_id=1&text=ch%C3%A0o")


async def test_silence_within_the_answer_is_a_time_out() -> None:
    """An answer that stops half way is a time-out too."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok":')
        await reader.read()

    async with raw_server(meet) as url:
        assert type(await failure(url, AiohttpRequest(read_timeout=0.05))) is TimedOut


async def test_upload_that_is_not_taken_is_a_time_out() -> None:
    """A server that accepts the connection and reads nothing ends by the write time-out."""
    done = asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await done.wait()

    times = {"read_timeout": 0.02, "write_timeout": 0.02, "connect_timeout": 0.02, "pool_timeout": 0.02}
    big = parameters(document=InputFile(bytes(30_000_000), filename="a.bin"))
    async with raw_server(meet) as url, AiohttpRequest() as http:
        with pytest.raises(TimedOut) as caught:
            await http.post(url, big, **times)
        done.set()
    assert_no_token(caught.value)


async def test_dropped_connection_is_a_network_error() -> None:
    """A connection that closes without an answer is neither "not sent" nor a time-out, and POST is not repeated."""
    times_met = 0

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal times_met
        times_met += 1
        await reader.readuntil(b"\r\n\r\n")

    async with raw_server(meet) as url:
        assert type(await failure(url)) is AnswerLost
    assert times_met == 1


async def test_opens_again_after_shutdown() -> None:
    """A closed request says that nothing was sent; initialize opens it again, and both may be repeated."""
    async with serving(json_answer({"ok": True, "result": True})) as url:
        http = AiohttpRequest(read_timeout=3)
        with pytest.raises(NotSent):
            await http.post(url)
        for _ in range(2):
            await http.initialize()
            await http.initialize()
            assert await http.post(url) is True
            await http.shutdown()
            await http.shutdown()
    assert http.read_timeout == 3
