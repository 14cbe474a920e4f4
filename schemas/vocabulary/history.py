"""Vocabularies of how the data changes: what a revision does to a record, what a token may do."""

from .terms import Vocabulary, term

CHANGE_ACTION = Vocabulary(
    "change-action",
    "What a revision did to a record.",
    (
        term("add", "The record was added."),
        term("change", "Members of it were changed, or what it refers to was merged."),
        term("withdraw", "It was taken out, with a reason; its id stays taken."),
        term("merge", "It became another record, to which its id leads now."),
        term("absorb", "Another record became this one."),
        term("restore", "It was withdrawn or merged, and stands again as it stood."),
    ),
)

TOKEN_SCOPE = Vocabulary(
    "token-scope",
    "What a token allows. Each allows what those before it allow.",
    (
        term("read", "Reading, where reads are not open to all."),
        term("write", "Adding, changing, withdrawing, merging, restoring and importing."),
        term("admin", "Seeing who has tokens and when they were last used."),
    ),
)

SPAN_FATE = Vocabulary(
    "span-fate",
    "What became of a span in a later version of its document.",
    (
        term("moved", "The same words stand once, elsewhere."),
        term("several", "The same words stand at several places, none of them the former."),
        term("vanished", "The words are not in the text any more."),
    ),
)
