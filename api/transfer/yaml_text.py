"""YAML shaped like JSON: what it may say, and the one way to write it.

Integers, decimals, true, false and null are what JSON has; all else is text, so that Norway stays
`NO`. Comments, anchors, tags and duplicate keys are refused.
"""

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml

LINE_WIDTH = 100
MOST_DIGITS = 4000
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
        made: dict[Hashable, Any] = {}
        for name, value in node.value:
            line = name.start_mark.line + 1
            if not isinstance(name, yaml.ScalarNode):
                raise NotPlain(f"line {line}: the name of a member must be text.")
            if name.value in made:
                raise NotPlain(f"line {line}: the member {name.value} stands twice.")
            made[name.value] = self.construct_object(value, deep=True)
        return made

    def construct_yaml_int(self, node: Any) -> int:
        if len(node.value) > MOST_DIGITS:
            line = node.start_mark.line + 1
            raise NotPlain(f"line {line}: a number may have at most {MOST_DIGITS} digits.")
        return int(node.value)


Loader.add_constructor("tag:yaml.org,2002:int", Loader.construct_yaml_int)


class Dumper(yaml.SafeDumper):
    """Writes YAML shaped like JSON, lists indented under their member."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_decimal(self, number: float) -> yaml.ScalarNode:
        """A number without an exponent, as the reader takes it."""
        text = format(Decimal(repr(number)), "f")
        return self.represent_scalar(
            "tag:yaml.org,2002:float", text if "." in text else f"{text}.0"
        )


Dumper.add_representer(float, Dumper.represent_decimal)

for tag, pattern, first in RESOLVED:
    Loader.add_implicit_resolver(tag, pattern, list(first))
    Dumper.add_implicit_resolver(tag, pattern, list(first))


def read_yaml(text: str) -> Any:
    """The value that a YAML text holds; NotPlain says what is wrong and in which line."""
    try:
        refuse_comments(text)
        return yaml.load(text, Loader)  # noqa: S506  # nosec B506  # the loader is a SafeLoader
    except NotPlain:
        raise
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise NotPlain(f"line {line}: {fault.problem or fault.context}.") from fault
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise NotPlain(f"line {line}: unacceptable character {fault.character!r}.") from fault
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as fault:
        raise NotPlain(f"line 1: not YAML: {fault}.") from fault


def refuse_comments(text: str) -> None:
    """Raise NotPlain for the first comment: all else between tokens is blank."""
    end = 0
    for token in yaml.scan(text, Loader):
        start = token.start_mark.index
        if "#" in text[end:start]:
            line = text.count("\n", 0, text.index("#", end, start)) + 1
            raise NotPlain(f"line {line}: comments are not allowed; formatting would lose them.")
        end = max(end, token.end_mark.index)


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
