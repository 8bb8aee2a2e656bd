"""The lengths of the texts that cells share, since a few bytes of cells may stand for gigabytes of text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Bytes of all texts of one sheet, each counted as often as cells show it: calamine makes a copy for each.
TEXT_LIMIT: Final = 100_000_000
# Bytes of one text with all its formats; a cell takes 32,767 letters.
LONGEST: Final = 4_000_000

_END: Final = re.compile(rb"<(?:\w+:)?si\b[^<>]*/>|</(?:\w+:)?si\s*>")


class SharedTexts:
    """The lengths of the shared strings of a workbook."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        # A comment or an unparsed section might hide where a text ends.
        self._certain = b"<!" not in content and content.rfind(b"<?") <= 0

    @cached_property
    def longest(self) -> int:
        """An upper bound of the bytes of the longest text."""
        if not self._certain:
            return len(self._content)
        return max(map(len, self._content.split(b"</si>")))

    def length_of(self, numbers: Iterable[int]) -> int:
        """Return an upper bound of the bytes of the texts with these numbers together."""
        lengths = self._lengths
        return sum(lengths[number] for number in numbers if number < len(lengths))

    @cached_property
    def _lengths(self) -> Sequence[int]:
        ends = [match.end() for match in _END.finditer(self._content)]
        if not self._certain:
            return [len(self._content)] * len(ends)
        return [end - before for before, end in zip([0, *ends], ends, strict=False)]
