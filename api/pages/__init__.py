"""Pages for people: what the API answers, to be looked at, without a script and better with one."""

from .installing import install

__all__ = ["install"]
