"""Small parts of a workbook as trees, read by the same safe parser as its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, TreeBuilder

from assessor.excel.reading.markup import NotXml, local, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

ELEMENTS_LIMIT: Final = 200_000  # of one part; a drawing with a hundred shapes has some 5,000
DEPTH_LIMIT: Final = 200  # a group in a group in a group has some 30
_ALTERNATIVES: Final = "AlternateContent"


def tree(content: bytes) -> Element:
    """Return the root of a part, all names without their prefixes; raises NotXml."""
    building = _Building()
    parse(content, building.start, building.end, building.text)
    return building.builder.close()


class _Building:
    """Builds a tree while a part is parsed."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self._count = self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._depth += 1
        if self._count > ELEMENTS_LIMIT or self._depth > DEPTH_LIMIT:
            raise NotXml("elements")
        self.builder.start(local(name), {local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(local(name))

    def text(self, text: str) -> None:
        self.builder.data(text)


def children(element: Element) -> Iterator[Element]:
    """Yield the children of an element; of an AlternateContent those of the first choice only.

    Newer programs write there once more, for older ones, what these cannot show.
    """
    for child in element:
        if child.tag == _ALTERNATIVES:
            yield from children(child[0]) if len(child) else ()
        else:
            yield child


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and everything in it, in the order of the part."""
    yield element
    for child in children(element):
        yield from walk(child)


def all_of(element: Element, name: str) -> Iterator[Element]:
    """Yield every element of a name, wherever it stands below."""
    return (one for one in walk(element) if one.tag == name)


def first(element: Element, name: str) -> Element | None:
    """Return the first element of a name below, or None."""
    return next(all_of(element, name), None)


def text_of(element: Element) -> str:
    """Return all text within an element as it stands."""
    return "".join(part for one in walk(element) for part in ((one.text or ""),)).strip()


def paragraphs(element: Element, paragraph: str = "p", run: str = "t") -> str:
    """Return the texts of the runs in an element, a line for each paragraph."""
    lines = ["".join(one.text or "" for one in all_of(line, run)) for line in all_of(element, paragraph)]
    return "\n".join(lines).strip()
