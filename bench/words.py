"""Invented words and names, and the words that are reserved so that a search has known hits."""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from random import Random

SEED = "parley-bench"
SYLLABLES = tuple(onset + vowel for onset in "bdfgklmnprstvz" for vowel in "aeiou")
ENDINGS = ("", "n", "r", "s", "l", "t")
COMMON_WORDS = 6000
POOL = 1 << 16
# A prime, so that neighbours have unlike names.
SCATTER = 15_485_863
GIVEN = (
    "Ada", "Bela", "Carl", "Dora", "Emil", "Fara", "Gita", "Hugo", "Inés", "Jana", "Karim", "Lena",
    "Milo", "Nadia", "Otto", "Petra", "Rosa", "Selim", "Tara", "Ugo", "Vera", "Wim", "Yara", "Zoë",
)  # fmt: skip
ACCENTS = str.maketrans("aeiou", "áéíöü")


@dataclass(frozen=True)
class SearchWords:
    """Words that occur in the summaries of a known number of quotes, and nowhere else.

    `hits` holds from 1,000,000 quotes on; in smaller databases no word stands in more than one
    quote of 33 (see `stride`), so 1,000 quotes give 10, 30 and 30 hits.
    """

    name: str
    hits: int
    number: int

    def stride(self, quotes: int) -> int:
        """Each word stands in one of so many quotes."""
        return max(33, quotes // self.hits)

    def told(self, quotes: int) -> str:
        """What they are called in tables, with the hits that each has."""
        return f"{self.name} word, {quotes // self.stride(quotes):,} hits"

    def words(self, quotes: int) -> list[str]:
        """The words that a database of this size has."""
        stems = ("".join(pair) for pair in product(SYLLABLES, repeat=2))
        fit = min(self.number, self.stride(quotes) // 2)
        return [f"x{self.name}{stem}" for stem, _ in zip(stems, range(fit), strict=False)]


RARE = SearchWords("rare", 10, 200)
COMMON = SearchWords("common", 1_000, 20)
FREQUENT = SearchWords("frequent", 30_000, 4)
FAMILIES = (RARE, COMMON, FREQUENT)


def seeded(name: str) -> Random:
    """What draws the same in every run; each use has its own."""
    return Random(f"{SEED}/{name}")  # noqa: S311 - nothing here is secret


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of the invented language, the most used first; none has an x."""
    random = seeded("vocabulary")
    found: dict[str, None] = {}
    while len(found) < COMMON_WORDS:
        length = random.choice((1, 2, 2, 3, 3, 4))
        word = "".join(random.choices(SYLLABLES, k=length)) + random.choice(ENDINGS)
        found[word] = None
    return tuple(found)


@cache
def pool() -> list[str]:
    """The same words, each as often as it is used (Zipf-like), to draw from."""
    words = vocabulary()
    weights = [1 / (rank + 3) for rank in range(len(words))]
    return seeded("pool").choices(words, weights, k=POOL)


def sentence(random: Random, words: int) -> str:
    """So many words of the invented language, with a capital and a full stop."""
    text = " ".join(random.choices(pool(), k=words))
    return f"{text[0].upper()}{text[1:]}."


@lru_cache(maxsize=8192)
def name(number: int) -> str:
    """The invented name with this number, in ASCII; different numbers give different names."""
    left = number * SCATTER % len(SYLLABLES) ** 4
    places = [left // len(SYLLABLES) ** power % len(SYLLABLES) for power in range(4)]
    return "".join(SYLLABLES[place] for place in places).capitalize()


def accented(text: str) -> str:
    """A spelling of a name with accents."""
    return text[0] + text[1:].translate(ACCENTS)
