"""Controlled vocabularies: the codes that records are classified by, each with its definition."""

from . import actors, events, evidence, history, process, speech
from .terms import Term, Vocabulary

VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.name: vocabulary
    for module in (actors, events, evidence, history, process, speech)
    for vocabulary in vars(module).values()
    if isinstance(vocabulary, Vocabulary)
}

__all__ = [
    "VOCABULARIES",
    "Term",
    "Vocabulary",
    "actors",
    "events",
    "evidence",
    "history",
    "process",
    "speech",
]
