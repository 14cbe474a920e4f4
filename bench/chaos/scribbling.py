"""Requests that mean nothing, or nearly something: paths, parameters, headers and bodies drawn."""

from collections.abc import Callable
from random import Random
from urllib.parse import quote

PATHS = (
    "/v1/agreements", "/v1/quotes", "/v1/meetings", "/v1/parties", "/v1/persons", "/v1/events",
    "/v1/search", "/v1/suggest", "/v1/network", "/v1/timeline", "/v1/changes", "/v1/disputes",
    "/v1/stats/quotes", "/v1/vocabularies", "/v1/exports", "/v1/import", "/v1/openapi.json",
    "/v1/quotes/quo-azemedia-2023-1134", "/v1/agreements/agr-ceasefire-1994/evidence",
    "/v1/meetings/mtg-washington-2022-11-07/history", "/v1/topics/top-alliances", "/healthz",
    "/readyz", "/metrics", "/docs/", "/problems/not-found", "/",
)  # fmt: skip
PARAMETERS = (
    "limit", "cursor", "sort", "fields", "include", "facets", "format", "q", "date_match", "sample",
    "seed", "revision", "since", "states", "group_by", "said", "said__gte", "speaker", "party",
    "about", "signed__lte", "place__null", "reason", "without_evidence", "dry_run", "id", "type",
    "positions.stance", "started", "status", "kind", "act", "x", "bbox",
)  # fmt: skip
WORDS = (
    "1", "0", "-1", "10000000000000000000000", "1e9", "NaN", "true", "2022", "2022-13-45", "../..",
    "2022-01-01/..", "pty-armenia", "per-sergey-lavrov", "wikidata:Q159", "quo-", "csv", "ndjson",
    "geojson", "label", "-said", "evidence", "*", "'; DROP TABLE record; --", "%00", "\x00",
    "\ufeff", "Ağdam", "Пашинян", "\U0001f54a", "a" * 300, "((((", '"', "NEAR(a b)", "a* OR b*",
    "\ud800",
    "{}", "[]", "null", "certain", "possible", ",,,,", "place,attendance.party", "AND", "\u202e",
)  # fmt: skip
HEADERS = (
    "Accept", "Accept-Encoding", "If-None-Match", "If-Match", "If-Modified-Since", "Range",
    "Idempotency-Key", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Expect", "Origin",
    "Authorization", "Cookie", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Host",
    "X-Request-Id", "Parley-Revision", "Upgrade", "Connection", "Content-Length", "Prefer",
    "Access-Control-Request-Method", "Traceparent", "Content-Type",
)  # fmt: skip
METHODS = (
    "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
    "CONNECT", "PROPFIND", "get", "G" * 40,
)  # fmt: skip
TYPES = (
    "application/json",
    "application/merge-patch+json",
    "application/x-ndjson",
    "text/csv",
    "x",
)
LONGEST = 200


def request(random: Random, token: str) -> bytes:
    """A request as it goes over the wire; some with a token that may write."""
    if random.random() < 0.03:
        return random.randbytes(random.randrange(1, LONGEST)) + b"\r\n\r\n"
    body = b"" if random.random() < 0.6 else content(random)
    lines = [f"{random.choice(METHODS)} {target(random)} HTTP/1.{random.choice('1110')}"]
    lines += ["Host: 127.0.0.1"] if random.random() < 0.95 else []
    for _ in range(random.choice((0, 0, 1, 2, 3, 12))):
        lines.append(f"{random.choice(HEADERS)}: {word(random)}")
    if random.random() < 0.4:
        lines.append(f"Authorization: Bearer {token}")
    if body or random.random() < 0.1:
        lines.append(f"Content-Type: {random.choice(TYPES)}")
        lines.append(f"Content-Length: {len(body)}")
    lines.append("Connection: close")
    head = "\r\n".join(clean(line) for line in lines)
    return head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body


def clean(line: str) -> str:
    """A line that stays one."""
    return line.replace("\r", "").replace("\n", "").replace("\x00", "")


def target(random: Random) -> str:
    """A path with parameters, spoilt in some way."""
    path = random.choice(PATHS)
    if random.random() < 0.25:
        place = random.randrange(len(path) + 1)
        path = path[:place] + quote(word(random), safe="/%", errors="surrogatepass") + path[place:]
    given = [parameter(random) for _ in range(random.choice((0, 1, 1, 2, 3, 20)))]
    return f"{path}?{'&'.join(given)}" if given else path


def parameter(random: Random) -> str:
    """A parameter with a value."""
    name = random.choice(PARAMETERS) if random.random() < 0.9 else word(random)
    value = ",".join(word(random) for _ in range(random.choice((1, 1, 1, 2, 5))))
    return "=".join(quote(each, safe=",*", errors="surrogatepass") for each in (name, value))


def word(random: Random) -> str:
    """A value: one of those that have done harm elsewhere, or any characters."""
    if random.random() < 0.7:
        return random.choice(WORDS)
    return "".join(chr(random.randrange(1, 0x2FF)) for _ in range(random.randrange(20)))


def content(random: Random) -> bytes:
    """A body: JSON that nearly is a record, deep, broken, or none at all."""
    made: tuple[Callable[[], bytes], ...] = (
        lambda: random.randbytes(random.randrange(LONGEST)),
        lambda: b"[" * random.randrange(1, 5000),
        lambda: b'{"id":"top-x","name":' + quoted(random) + b"}",
        lambda: b'{"id":' + quoted(random) + b',"kind":"war","figures":[{"key":1}]}',
        lambda: b'{"a":1,"a":2}',
        lambda: b'{"data":[' + quoted(random) * 3,
        lambda: b"null",
        lambda: b'{"name":1e999,"x":' + b"9" * random.randrange(1, 6000) + b"}",
        lambda: b"\xef\xbb\xbf{}",
        lambda: b'{"id":"top-y"}\n' * random.randrange(1, 200),
    )
    return random.choice(made)()


def quoted(random: Random) -> bytes:
    """A string of JSON, more or less."""
    return b'"' + word(random).encode("utf-8", "surrogatepass").replace(b'"', b"") + b'"'
