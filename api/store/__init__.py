"""The one way to write: each call is one transaction, one revision, with what it changed and why.

Seeds go through `write`, lines of files and requests through `Batch`, which `write` is made of. The
counter's row is locked from the start of a transaction to its commit, so revisions have no gaps and
follow the order of commits.
"""

from api.query.reading import numbers_by_id

from .constraints import Unfit, own_faults
from .labels import follow_labels
from .merging import NotMergeable, merge, merge_in
from .restoring import NotRestorable, followed, restore, restore_in
from .retiring import NoSuchRecord, Referred, entomb, withdraw, withdraw_in
from .revision import Undone, Unit, plain_state, unit
from .search import counted_records, fill_search, rebuild_search, refresh_search
from .writing import (
    Batch,
    DanglingReference,
    UsedId,
    Written,
    compare,
    with_all_keys,
    write,
    write_in,
)

__all__ = [
    "Batch",
    "DanglingReference",
    "NoSuchRecord",
    "NotMergeable",
    "NotRestorable",
    "Referred",
    "Undone",
    "Unfit",
    "Unit",
    "UsedId",
    "Written",
    "compare",
    "counted_records",
    "entomb",
    "fill_search",
    "follow_labels",
    "followed",
    "merge",
    "merge_in",
    "numbers_by_id",
    "own_faults",
    "plain_state",
    "rebuild_search",
    "refresh_search",
    "restore",
    "restore_in",
    "unit",
    "with_all_keys",
    "withdraw",
    "withdraw_in",
    "write",
    "write_in",
]
