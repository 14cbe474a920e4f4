"""A primary, a hot standby that follows it, and PgBouncer before them: real ones, for tests."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from bench.chaos.cluster import Cluster, not_root, own, whichever_writes
from tests.conftest import fill
from tests.serving import free_port
from tests.waiting import until

DATABASE = "parley"
QUICK = {"fsync": "off", "full_page_writes": "on", "wal_log_hints": "on", "autovacuum": "off"}
STANDBY = {"hot_standby_feedback": "on", "wal_retrieve_retry_interval": "200ms"}
PATIENCE_SECONDS = 30
PGBOUNCER = """
[databases]
{database} = host=127.0.0.1 port={behind}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = trust
auth_file = {users}
pool_mode = transaction
max_client_conn = 200
default_pool_size = 5
server_login_retry = 1
query_wait_timeout = 3
ignore_startup_parameters = extra_float_digits
logfile = {log}
"""


class Pair:
    """A primary with a database of the invented world, and a standby."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.primary = Cluster(folder / "primary", QUICK)
        self.standby = Cluster(folder / "standby", {**QUICK, **STANDBY})
        self.primary.make()
        self.primary.start()
        self.primary.tell(f"CREATE DATABASE {DATABASE}")
        fill(self.primary.url(DATABASE), "world")
        self.standby.follow(self.primary)
        self.standby.start()

    @property
    def either(self) -> str:
        """The address of the database on whichever of the two can be written."""
        return whichever_writes(DATABASE, self.primary, self.standby)

    def wait_until_even(self) -> None:
        """Return when the standby shows what the primary has."""
        ((there,),) = self.primary.tell("SELECT pg_current_wal_lsn()")

        def is_even() -> bool:
            ((even,),) = self.standby.tell(f"SELECT pg_last_wal_replay_lsn() >= '{there}'")
            return bool(even)

        until(is_even, "the standby shows what the primary has")

    def remove(self) -> None:
        """Stop both and remove their folders."""
        self.standby.remove()
        self.primary.remove()


@contextmanager
def pgbouncer(folder: Path, behind: int) -> Iterator[int]:
    """PgBouncer in transaction mode before a server; gives its port. Skips where there is none."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        pytest.skip("pgbouncer (Debian's package) is not on this machine")
    port, users, written = free_port(), folder / "users.txt", folder / "pgbouncer.ini"
    folder.mkdir(mode=0o755)
    users.write_text('"postgres" ""\n', encoding="utf-8")
    log = folder / "pgbouncer.log"
    log.touch()
    text = PGBOUNCER.format(database=DATABASE, behind=behind, port=port, users=users, log=log)
    written.write_text(text, encoding="utf-8")
    for each in (folder, users, written, log):
        own(each)
    process = subprocess.Popen([program, "-q", written], cwd="/", **not_root())
    try:
        until(lambda: answers(port), "pgbouncer answers")
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_SECONDS)


def answers(port: int) -> bool:
    """Whether a database answers behind a port."""
    try:
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/{DATABASE}").close()
    except psycopg.OperationalError:
        return False
    return True
