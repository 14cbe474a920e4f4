"""The documentation, made from the declarations that do the work."""

from .page import install

__all__ = ["install"]
