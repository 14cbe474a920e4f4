"""Settings: each has a default and one environment variable, and a bad one is told in one line."""

from .kinds import BadSetting
from .settings import EXAMPLE_PASSWORD, ROOT, Settings

__all__ = ["EXAMPLE_PASSWORD", "ROOT", "BadSetting", "Settings"]
