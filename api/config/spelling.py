"""Settings that nobody reads: a variable that is almost one is taken for a slip, and told.

The environment holds much that is not ours, so only what is spelt nearly like a setting is refused.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from .kinds import BadSetting

FROM_FILE = "_FILE"
"""What the name of a setting ends with that comes from a file."""
SHORTEST = 6
NEAR = 0.85


def check_spelling(environment: Mapping[str, str], known: Iterable[str]) -> None:
    """BadSetting for a variable that is not a setting, but is spelt nearly like one."""
    names = [name for each in known for name in (each, f"{each}{FROM_FILE}")]
    for given in environment:
        meant = None if given in names else meant_by(given, names)
        if meant:
            raise BadSetting(f"{given} is no setting; is {meant} meant?")


def meant_by(given: str, names: Iterable[str]) -> str | None:
    """The setting that a variable is nearly spelt like, if any; short names are like too many."""
    letters = letters_of(given)
    for name in names:
        matcher = SequenceMatcher(None, letters_of(name), letters)
        is_long = len(name) >= SHORTEST
        if is_long and matcher.real_quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
            return name
    return None


def letters_of(name: str) -> str:
    """The letters of a name alone."""
    return re.sub("[^A-Z0-9]", "", name.upper())
