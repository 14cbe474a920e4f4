"""Whether a deployment behind the proxy keeps what SECURITY.md promises; asks it from outside.

python3 deploy/check.py https://127.0.0.1 [--http http://127.0.0.1]

Each check prints a line; the end is 1 if one failed. It takes some 15 seconds.
"""

import argparse
import gzip
import http.client
import socket
import ssl
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

A_READ = "/v1/agreements?limit=2"
STRANGER = "stranger.example"
SLOW_SECONDS = 15


class Answer(NamedTuple):
    """An answer: its status, headers by lower-case name, and body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Site:
    """The deployment, asked over TLS whatever its certificate."""

    def __init__(self, https: str, plain: str) -> None:
        self.https, self.plain = urlsplit(https), urlsplit(plain)

    def trusting(self) -> ssl.SSLContext:
        """Any certificate is taken: it may be one for trial."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
        *,
        over_tls: bool = True,
    ) -> Answer:
        """The answer to a request on a connection of its own."""
        place = self.https if over_tls else self.plain
        if over_tls:
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                place.hostname or "", place.port, timeout=60, context=self.trusting()
            )
        else:
            connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read()
        connection.close()
        return Answer(answer.status, told, text)

    def handshake(self, context: ssl.SSLContext) -> ssl.SSLSocket:
        """A connection over TLS as a context wants it."""
        address = self.https.hostname or "", self.https.port or 443
        raw = socket.create_connection(address, timeout=60)
        return context.wrap_socket(raw, server_hostname=self.https.hostname)


def plain_http_leads_to_tls(site: Site) -> bool:
    """Plain HTTP is answered with the address under https alone."""
    answer = site.ask(A_READ, over_tls=False)
    return answer.status == 308 and answer.headers["location"].startswith("https://")


def old_tls_is_refused(site: Site) -> bool:
    """TLS 1.1 fails, 1.2 and 1.3 work."""
    worked = []
    for version in (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context = site.trusting()
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            context.minimum_version = context.maximum_version = version
        try:
            site.handshake(context).close()
            worked.append(True)
        except OSError:
            worked.append(False)
    return worked == [False, True, True]


def http_2_is_spoken(site: Site) -> bool:
    """HTTP/2 is agreed on."""
    context = site.trusting()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with site.handshake(context) as connection:
        return connection.selected_alpn_protocol() == "h2"


def headers_for_browsers_are_set(site: Site) -> bool:
    """HSTS, and a policy that lets no page do anything with an answer."""
    told = site.ask(A_READ).headers
    policy = told["content-security-policy"]
    return (
        told["strict-transport-security"].startswith("max-age=")
        and told["x-content-type-options"] == "nosniff"
        and "default-src 'none'" in policy
        and "," not in told["strict-transport-security"]
    )


def the_server_tells_no_version(site: Site) -> bool:
    """The header `Server` has no figure in it."""
    return not any(each.isdigit() for each in site.ask("/healthz").headers.get("server", ""))


def a_strangers_word_on_where_it_came_from_counts_nothing(site: Site) -> bool:
    """X-Forwarded-Host changes no link, and X-Forwarded-For gives no new allowance."""
    headers = {"X-Forwarded-Host": STRANGER, "Forwarded": f"for=192.0.2.1;host={STRANGER}"}
    is_unmoved = STRANGER.encode() not in site.ask(A_READ, headers).body
    left = []
    for number in (1, 2):
        headers = {"X-Forwarded-For": f"192.0.2.{number}", "Range": "bytes=0-"}
        told = site.ask("/v1/parties", headers).headers.get("ratelimit")
        left.append(int(told.partition("r=")[2].partition(";")[0]) if told else None)
    return is_unmoved and (None in left or left[0] != left[1])


def the_figures_are_not_for_strangers(site: Site) -> bool:
    """/metrics is not there, however it is written."""
    ways = ("/metrics", "//metrics", "/%6Detrics", "/v1/../metrics", "/metrics/")
    return all(site.ask(each).status == 404 for each in ways)


def answers_are_kept_and_asked_after(site: Site) -> bool:
    """The second of two equal questions gets what is kept, once the application said it holds."""
    first, second = site.ask(A_READ), site.ask(A_READ)
    is_kept = second.headers["x-cache"] == "REVALIDATED"
    is_same = first.body == second.body and first.headers["etag"] == second.headers["etag"]
    own = first.headers["x-request-id"] != second.headers["x-request-id"]
    known = site.ask(A_READ, {"If-None-Match": first.headers["etag"]})
    return is_kept and is_same and own and known.status == 304


def private_answers_are_not_kept(site: Site) -> bool:
    """What is asked with a token goes past what is kept."""
    asked = {"Authorization": "Bearer parley_wrong"}
    answers = [site.ask(A_READ, asked) for _ in range(2)]
    return all(each.status == 401 and each.headers["x-cache"] == "NONE" for each in answers)


def answers_are_compressed(site: Site) -> bool:
    """gzip, and the tag of a compressed answer is known again."""
    answer = site.ask("/v1/quotes", {"Accept-Encoding": "gzip"})
    known = site.ask("/v1/quotes", {"If-None-Match": answer.headers["etag"]})
    is_smaller = len(gzip.decompress(answer.body)) > len(answer.body)
    return answer.headers["content-encoding"] == "gzip" and is_smaller and known.status == 304


def large_bodies_are_refused(site: Site) -> bool:
    """A body of 18 MB is refused by its length."""
    try:
        answer = site.ask("/v1/import?reason=x", {}, "POST", bytes(18 << 20))
    except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
        return True
    return answer.status == 413


def large_headers_are_refused(site: Site) -> bool:
    """An address of 17 kB, headers of 20 kB, and a header of 40 kB."""
    long_address = site.ask(f"/v1/search?q={'a' * 17000}").status
    many = site.ask("/v1/parties", {f"X-{each}": "a" * 2000 for each in range(10)}).status
    large = site.ask("/v1/parties", {"X-Large": "a" * 40000}).status
    return long_address == 414 and many == 431 and large in (400, 431, 494)


def slow_clients_are_cut_off(site: Site) -> bool:
    """Who begins a request and does not go on is cut off."""
    with site.handshake(site.trusting()) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        began = time.monotonic()
        connection.settimeout(SLOW_SECONDS * 2)
        try:
            while connection.recv(4096):
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return time.monotonic() - began < SLOW_SECONDS


CHECKS: tuple[Callable[[Site], bool], ...] = (
    plain_http_leads_to_tls,
    old_tls_is_refused,
    http_2_is_spoken,
    headers_for_browsers_are_set,
    the_server_tells_no_version,
    a_strangers_word_on_where_it_came_from_counts_nothing,
    the_figures_are_not_for_strangers,
    answers_are_kept_and_asked_after,
    private_answers_are_not_kept,
    answers_are_compressed,
    large_bodies_are_refused,
    large_headers_are_refused,
    slow_clients_are_cut_off,
)


def holds(check: Callable[[Site], bool], site: Site) -> bool:
    """Whether a check holds; its line is printed."""
    try:
        is_so, told = check(site), ""
    except (OSError, http.client.HTTPException, KeyError, ValueError) as fault:
        is_so, told = False, f" ({type(fault).__name__}: {fault})"
    print(
        f"{'ok    ' if is_so else 'FAILED'}  {check.__name__.replace('_', ' ')}{told}", flush=True
    )
    return is_so


def main() -> int:
    """Run every check; 1 if one failed."""
    parser = argparse.ArgumentParser(description="Checks a deployment from outside.")
    parser.add_argument("https", help="such as https://127.0.0.1")
    parser.add_argument("--http", help="the same over plain HTTP; by default on port 80")
    given = parser.parse_args()
    plain = given.http or f"http://{urlsplit(given.https).hostname}"
    site = Site(given.https, plain)
    held = [holds(each, site) for each in CHECKS]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
