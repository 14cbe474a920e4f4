"""Keeping the database safe: backups that were tried, restoring, copies on the other engine."""

from .backup import Backed, back_up, counted_rows
from .elsewhere import copy_elsewhere
from .kept import Backup, backups, last_verified
from .places import NotKept
from .restoring import Restored, restore

__all__ = [
    "Backed",
    "Backup",
    "NotKept",
    "Restored",
    "back_up",
    "backups",
    "copy_elsewhere",
    "counted_rows",
    "last_verified",
    "restore",
]
