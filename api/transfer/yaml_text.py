"""YAML shaped like JSON: what it may say, and the one way to write it.

Integers, decimals, true, false and null are what JSON has; all else is text, so that Norway stays
`NO`. Comments, anchors, tags and duplicate keys are refused.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml

LINE_WIDTH = 100
RESOLVED = (
    ("tag:yaml.org,2002:null", re.compile("^null$"), "n"),
    ("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), "tf"),
    ("tag:yaml.org,2002:int", re.compile("^-?(0|[1-9][0-9]*)$"), "-0123456789"),
    ("tag:yaml.org,2002:float", re.compile("^-?(0|[1-9][0-9]*)\\.[0-9]+$"), "-0123456789"),
)


class NotPlain(ValueError):
    """YAML that says more than JSON can, or is broken; the text says what and in which line."""


class Loader(yaml.SafeLoader):
    """Reads YAML shaped like JSON."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotPlain(
                f"line {event.start_mark.line + 1}: anchors and aliases are not allowed."
            )
        if getattr(event, "tag", None):
            raise NotPlain(f"line {event.start_mark.line + 1}: tags are not allowed.")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for name, _ in node.value:
            if name.value in seen:
                raise NotPlain(
                    f"line {name.start_mark.line + 1}: the member {name.value} stands twice."
                )
            seen.add(name.value)
        return super().construct_mapping(node, deep)


class Dumper(yaml.SafeDumper):
    """Writes YAML shaped like JSON, lists indented under their member."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


for tag, pattern, first in RESOLVED:
    Loader.add_implicit_resolver(tag, pattern, list(first))
    Dumper.add_implicit_resolver(tag, pattern, list(first))


def read_yaml(text: str) -> Any:
    """The value that a YAML text holds; NotPlain says what is wrong and in which line."""
    try:
        return yaml.load(text, Loader)  # noqa: S506 - the loader is a SafeLoader
    except NotPlain:
        raise
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise NotPlain(f"line {line}: {fault.problem or fault.context}.") from fault
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise NotPlain(f"not YAML: {fault}.") from fault


def write_yaml(value: Any) -> str:
    """The one way to write a value."""
    return str(
        yaml.dump(
            value,
            Dumper=Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=LINE_WIDTH,
            default_flow_style=False,
        )
    )
