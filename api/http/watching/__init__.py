"""Being watched: what is logged and counted of each request, and the figures of all processes."""

from ..log_lines import JsonLines, access
from .figures import figures
from .requests import OWN_REQUEST, Seen, Watch
from .start import log_to_stderr

__all__ = [
    "OWN_REQUEST",
    "JsonLines",
    "Seen",
    "Watch",
    "access",
    "figures",
    "log_to_stderr",
]
