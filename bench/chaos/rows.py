"""The rows of the table, by the name under which each is started."""

from .crowded import crowded
from .ending import sigterm
from .failover import failover
from .killing import workers_killed
from .nonsense import nonsense
from .outages import database_stopped, disk_full
from .plan import Row
from .soak import soak
from .telling import named

SOAK = "soak"
ROWS = {
    "workers": Row(
        "a worker killed every 5 s for 2 minutes",
        "workers come back; no acknowledged write lost; failed requests only those in flight",
        workers_killed,
    ),
    "database": Row(
        "database stopped 30 s and started",
        "503 Problem during it, 200 within 5 s after, no restart of the web",
        database_stopped,
    ),
    "disk": Row(
        "disk full (a small file system)",
        "clear error, database whole, service back when there is room",
        disk_full,
    ),
    "sigterm": Row("SIGTERM under load", "no request in flight lost, exit within 10 s", sigterm),
    "named": Row(
        "clock set back an hour, database in read-only mode, replica lagging 60 s",
        "named in `/readyz` and log, no wrong answer",
        named,
    ),
    "failover": Row(
        "primary killed, replica promoted 5 s later",
        "reads go on; nothing acknowledged is lost with synchronous commit; else the loss is told",
        failover,
        ("postgresql",),
    ),
    "crowd": Row(
        "1,500 silent or slow connections beside 32 healthy ones",
        "healthy p99 within three times that of the same 32 alone (median of 5 alternating runs)",
        crowded,
    ),
    "nonsense": Row(
        "24,000 requests a minute of nonsense for 10 minutes",
        "no 500, memory flat within 10 % after 2 minutes of warm-up",
        nonsense,
    ),
    SOAK: Row("30 min of mixed load", "memory, open files, connections flat", soak),
}
