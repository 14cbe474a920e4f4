"""The result as Markdown: a section for each run, those of the latest whole run of each kept."""

from pathlib import Path

from bench.report import table

from .plan import Findings

TITLE = "# What holds under faults"
SECTION = "## "


def section(head: str, found: Findings, when: list[str]) -> str:
    """What a run found, and when and where it ran."""
    names = list(dict.fromkeys(column for row in found.rows for column in row))
    rows = ([row.get(name, "") for name in names] for row in found.rows)
    faults = "\n".join(f"- {each}" for each in found.faults) or "No fault was found."
    told = "\n".join(f"- {line}" for line in when)
    return f"{SECTION}{head}\n\n{told}\n\n{table(names, rows)}\n\n{faults}"


def keep(sections: list[str], path: Path) -> None:
    """Write sections into a file, in the place of those with the same head."""
    former = path.read_text(encoding="utf-8") if path.exists() else ""
    _, *old = former.split(f"\n{SECTION}")
    kept = {each.partition("\n")[0]: f"{SECTION}{each.strip()}" for each in old}
    for each in sections:
        kept[each.partition("\n")[0].removeprefix(SECTION)] = each
    path.write_text("\n\n".join([TITLE, *kept.values()]) + "\n", encoding="utf-8")
