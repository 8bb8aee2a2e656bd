"""The lengths of the texts that cells share, since a few bytes of cells may stand for gigabytes of text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assessor.excel.reading.markup import local, parse

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
        """An upper bound of the bytes of the longest text; raises NotXml."""
        if not self._certain:
            return max(self._lengths, default=0)
        longest = max(map(len, self._content.split(b"</si>")))
        # Where the texts end in another way, as with a prefix, that was all of them in one piece.
        return longest if longest <= LONGEST else max(self._lengths, default=longest)

    def length_of(self, numbers: Iterable[int]) -> int:
        """Return an upper bound of the bytes of the texts with these numbers together; raises NotXml."""
        lengths = self._lengths
        return sum(lengths[number] for number in numbers if number < len(lengths))

    @cached_property
    def _lengths(self) -> Sequence[int]:
        if not self._certain:
            lengths = _Lengths()
            parse(self._content, lengths.start, text=lengths.text)
            return lengths.lengths
        ends = [match.end() for match in _END.finditer(self._content)]
        return [end - before for before, end in zip([0, *ends], ends, strict=False)]


class _Lengths:
    """The lengths of the texts as their tags come by; what stands behind one counts with it."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin another text, or count what formats one."""
        if local(name) == "si":
            self.lengths.append(0)
        elif self.lengths:
            self.lengths[-1] += len(name) + sum(len(key) + len(value) for key, value in attributes.items())

    def text(self, text: str) -> None:
        """Count some letters."""
        if self.lengths:
            self.lengths[-1] += len(text.encode())
