"""The words and signs that mean an answer, and their comparison; the library keeps them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.domain.vocabulary import Answer

# Invisible characters: soft hyphen, marks of zero width and of direction, variation selectors.
_UNSEEN: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
# All dashes of Unicode, the long vowel mark, and lines of the box drawings, but not the kanji 一.
_DASHES: Final = re.compile(
    "[\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u2212\u23af\u2500\u2501\u2574\u2576\u2578\u257a\u2796"
    "\u2e3a\u2e3b\u30fc]"
)
_AROUND: Final = " .,:;!。、・'\"`´‘’“”„«»「」『』()[]{}<>〈〉《》【】〔〕〖〗"


@dataclass(frozen=True)
class AnswerWords:
    """The answer of each word in its folded form.

    A text that begins with one of `put_off` is no answer: it postpones it or refers to another place.
    """

    answers: Mapping[str, Answer]
    put_off: tuple[str, ...]

    @classmethod
    def of(cls, words: Mapping[Answer, Iterable[str]], put_off: Iterable[str]) -> Self:
        """Return the table for words as people write them."""
        answers = {folded_word(word): answer for answer, each in words.items() for word in each}
        return cls(MappingProxyType(answers), tuple(dict.fromkeys(map(folded_word, put_off))))


def folded_word(written: str) -> str:
    """Return the form in which answers are compared, in which any row of dashes is one hyphen.

    Width, case, blanks, invisible characters, and surrounding dots, quotes and brackets do not count.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", written))
    word = "".join(_DASHES.sub("-", seen.casefold()).split()).strip(_AROUND)
    return word if word.strip("-") else word[:1]
