"""What an operator can set, where it comes from, and what does not go together."""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from . import kinds
from .kinds import BadSetting, Kind
from .spelling import FROM_FILE, check_spelling

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE_PASSWORD = "example-only-change-me"  # noqa: S105  # nosec B105  # it is refused, not used


def setting(default: Any, kind: Kind, told: str) -> Any:
    """A setting: its default, its kind, and what it means in a line."""
    return field(default=default, metadata={"kind": kind, "told": told})


@dataclass(frozen=True)
class Settings:
    """What an operator can set. The names in upper case are those of the environment variables.

    Any of them may come from a file instead, named by the variable with `_FILE` added.
    """

    database_url: str = setting(
        f"sqlite:///{ROOT / 'parley.db'}",
        kinds.database,
        "`sqlite:///parley.db` or `postgresql://user:password@host/name`",
    )
    database_password: str = setting(
        "", kinds.secret, "the password, for addresses of databases that hold none"
    )
    database_direct_url: str = setting(
        "",
        kinds.postgres,
        "the database itself where `DATABASE_URL` goes through PgBouncer: for migrations",
    )
    database_replica_urls: tuple[str, ...] = setting(
        (), kinds.several_postgres, "streaming replicas to read from, with blanks between them"
    )
    replica_lag_seconds: int = setting(
        10, kinds.whole(1, 3600), "how far a replica may lie behind and still be read from"
    )
    statement_seconds: int = setting(
        10, kinds.whole(1, 3600), "how long a statement of a reader may run before it is stopped"
    )
    lock_seconds: int = setting(
        5, kinds.whole(1, 3600), "how long a writer waits for others who write"
    )
    host: str = setting("127.0.0.1", kinds.host, "where it listens")
    port: int = setting(8000, kinds.whole(1, 65535), "where it listens")
    public_url: str = setting(
        "",
        kinds.web_address,
        "the address that citations and links name; without it, that which the caller used",
    )
    trusted_proxies: int = setting(
        0, kinds.whole(0, 16), "how many proxies stand before it and say who asks"
    )
    workers: int = setting(1, kinds.whole(1, 256), "processes")
    threads: int = setting(4, kinds.whole(1, 256), "threads in each process")
    cache_megabytes: int = setting(
        64, kinds.whole(0, 65536), "room for finished answers in each process; 0 keeps none"
    )
    rate_reads: int = setting(
        1200,
        kinds.whole(0, 10_000_000),
        "requests a minute from one address without a token; 0 sets no limit",
    )
    rate_token: int = setting(
        6000, kinds.whole(0, 10_000_000), "requests a minute with one token; 0 sets no limit"
    )
    rate_writes: int = setting(
        600, kinds.whole(0, 10_000_000), "writes a minute with one token; 0 sets no limit"
    )
    redis_url: str = setting(
        "", kinds.redis, "Redis or Valkey, where all processes count requests together"
    )
    url_bytes: int = setting(16384, kinds.whole(512, 65536), "how long an address may be")
    header_bytes: int = setting(
        16384, kinds.whole(1024, 65536), "how large the headers of a request may be together"
    )
    body_seconds: int = setting(
        30,
        kinds.whole(1, 3600),
        "how long a body may take to come in, and how long a caller may take nothing of an answer",
    )
    import_megabytes: int = setting(16, kinds.whole(1, 1024), "how large an import by HTTP may be")
    cors_origins: tuple[str, ...] = setting(
        ("*",), kinds.origins, "sites whose pages may read it: `*`, `none`, or their addresses"
    )
    slow_milliseconds: int = setting(
        500,
        kinds.whole(0, 3_600_000),
        "queries that take as long are logged with their plan; 0 logs none",
    )
    open_reads: bool = setting(
        True, kinds.switch, "`yes`, or `no` where reading needs a token, too"
    )
    show_texts: bool = setting(
        True, kinds.switch, "`yes`, or `no` where of texts that are held only excerpts may be shown"
    )
    seeds: Path = setting(ROOT / "seeds", kinds.folder, "the seeds folder")
    exports: Path = setting(
        ROOT / "exports", kinds.folder, "where `export all` writes, and `/v1/exports` reads"
    )
    backups: Path = setting(ROOT / "backups", kinds.folder, "where `backup` writes")
    postgres_tools: Path | None = setting(
        None, kinds.folder, "the folder of `pg_dump` and `pg_restore`, where it is an unusual one"
    )
    mode: str = setting(
        "production",
        kinds.one_of("production", "trial"),
        "`production`, or `trial` to accept the example password",
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of an environment; BadSetting for one that is unknown or cannot be used."""
        check_spelling(environment, [each.name.upper() for each in fields(cls)])
        given = {each.name: value_of(each, environment) for each in fields(cls)}
        settings = cls(**{name: value for name, value in given.items() if value is not None})
        settings.check()
        return settings

    def check(self) -> None:
        """Raise BadSetting for settings that do not go together."""
        for name, address in self.addresses():
            if EXAMPLE_PASSWORD in address and self.mode != "trial":
                raise BadSetting(
                    f"{name} holds the password for trial, which everybody knows: take one of your "
                    "own (deploy/prepare.sh makes it), or MODE=trial where nobody else can reach "
                    "the service."
                )
        others = ("DATABASE_REPLICA_URLS", "DATABASE_DIRECT_URL")
        alone = [name for name, address in self.addresses() if address and name in others]
        if alone and urlsplit(self.database_url).scheme == "sqlite":
            raise BadSetting(f"{alone[0]} needs a DATABASE_URL of PostgreSQL; SQLite has no such.")

    def addresses(self) -> list[tuple[str, str]]:
        """The addresses of all databases, each with its setting's name, the password put in."""
        given = [("DATABASE_URL", self.database_url)]
        given += [("DATABASE_DIRECT_URL", self.database_direct_url)]
        given += [("DATABASE_REPLICA_URLS", each) for each in self.database_replica_urls]
        return [(name, self.with_password(address)) for name, address in given]

    def with_password(self, address: str) -> str:
        """An address with the password that it lacks."""
        user, at, rest = address.partition("@")
        has_no_place = not at or urlsplit(address).scheme == "sqlite"
        if not self.database_password or has_no_place or ":" in user.partition("://")[2]:
            return address
        return f"{user}:{quote(self.database_password, safe='')}@{rest}"


def value_of(each: "Field[Any]", environment: Mapping[str, str]) -> Any:
    """The value of a setting in an environment, None where it is not given or empty."""
    name, kind = each.name.upper(), each.metadata["kind"]
    text, path = environment.get(name), environment.get(name + FROM_FILE)
    if text and path:
        raise BadSetting(f"{name} and {name}{FROM_FILE} are both set: take one.")
    if path:
        try:
            text = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as fault:
            told = getattr(fault, "strerror", None) or "it is no text"
            shown = path if path.isprintable() else repr(path)
            raise BadSetting(
                f"{name}{FROM_FILE} names {shown}, which cannot be read: {told}."
            ) from None
    return kind(name, text) if text else None
