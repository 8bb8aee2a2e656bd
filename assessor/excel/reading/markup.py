"""XML from strangers, parsed by expat as a stream; a document type is refused, so that nothing expands."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError, ParserCreate

if TYPE_CHECKING:
    from collections.abc import Callable, Sized

    Start = Callable[[str, dict[str, str]], None]
    End = Callable[[str], None]
    Text = Callable[[str], None]
    Elements = list[tuple[str, dict[str, str]]]


ELEMENTS_LIMIT: Final = 10_000  # elements kept of one part; a workbook's list of sheets has a dozen


class NotXml(Exception):  # noqa: N818 - what the content is
    """The content is no XML that is accepted here: malformed, in an odd encoding, or with a document type."""


_MARK: Final = b"\xef\xbb\xbf"
# How a part in UTF-16 begins: with its mark, or without one with "<" in either order of bytes.
_WIDE: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
_DECLARATION: Final = re.compile(r"<\?xml\s[^<>]*\?>")
_PAIR: Final = re.compile(rb' (?:[\w.-]+:)?([\w.-]+)="([^"]*)"')
# Also raised by expat and its decoders: an unknown or multi-byte encoding, a character out of range.
_FAILURES: Final = (ExpatError, LookupError, ValueError)


def as_utf8(content: bytes) -> bytes:
    """Return a part in the form that searches and calamine know: UTF-8 without a mark; raises NotXml.

    OPC allows UTF-16 for every part, and some libraries put a mark before UTF-8 as well.
    """
    if content.startswith(b"<?") or (content.startswith(b"<") and content[1:2] != b"\x00"):
        return content
    if content.startswith(_MARK):
        return content[len(_MARK) :]
    encoding = _WIDE.get(content[:2])
    if encoding is None:
        return content
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotXml(encoding) from error
    # What it says of its encoding is no longer true.
    declared = _DECLARATION.match(text)
    return (text[declared.end() :] if declared else text).encode()


def parse(content: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Hand every element to the handlers, with names as written; raises NotXml."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    # Entities are declared in a document type, and no workbook has one.
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except _FAILURES as error:
        raise NotXml(str(error)) from error


def elements(content: bytes, names: frozenset[str]) -> Elements:
    """Return the elements of these names with their attributes, prefixes removed; raises NotXml."""
    content = as_utf8(content)
    matches = _searched(content, names)
    if matches is None:
        matches = []
        parse(content, partial(_keep, matches, names))
    return matches


def _keep(elements_kept: Elements, names: frozenset[str], name: str, attributes: dict[str, str]) -> None:
    name = local(name)
    if name in names:
        elements_kept.append((name, {local(key): value for key, value in attributes.items()}))
        _require_few(elements_kept)


def _searched(content: bytes, names: frozenset[str]) -> Elements | None:
    """Return the elements by one regular expression, or None where only a parser is reliable."""
    element, mention = _searches(names)
    matches = element.findall(content)
    certain = matches and len(matches) == len(mention.findall(content)) and not _is_hidden(content)
    if not certain or len(matches) > ELEMENTS_LIMIT:
        return None
    return [
        (
            name.decode(),
            {key.decode(): value.decode("utf-8", "replace") for key, value in _PAIR.findall(facts)},
        )
        for name, facts in matches
    ]


@cache
def _searches(names: frozenset[str]) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return one pattern that matches the elements in their plain form, and one that matches them in any."""
    either = "|".join(sorted(names)).encode()
    return (
        re.compile(rb'<(%b)((?: [\w:.-]+="[^"<>&]*")*) ?/?>' % either),
        re.compile(rb"<(?:[\w.-]+:)?(?:%b)\b" % either),
    )


def named_texts(content: bytes, element: str) -> dict[str, str]:
    """Return the texts inside all elements of one kind, by their attribute `name`; raises NotXml."""
    content = as_utf8(content)
    plain, mention = _text_searches(element)
    matches = plain.findall(content)
    if matches and len(matches) == len(mention.findall(content)) and not _is_hidden(content):
        return {name.decode("utf-8", "replace"): said.decode("utf-8", "replace") for name, _, said in matches}
    texts = _Texts(element)
    parse(content, texts.start, texts.end, texts.text)
    return {name: "".join(said).strip() for name, said in texts.texts if name}


@cache
def _text_searches(element: str) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return one pattern for an element with a name and one text, and one for the end of any such element."""
    name = element.encode()
    facts = rb'(?: (?!name=)[\w:.-]+="[^"<>&]*")*'
    inside = rb"<(vt:\w+)>([^<>&\s]+)</\2>"
    return (
        re.compile(rb'<%b%b name="([^"<>&]+)"%b>%b</%b>' % (name, facts, facts, inside, name)),
        re.compile(rb"<(?:[\w.-]+:)?%b\b" % name),
    )


class _Texts:
    """Collects the texts inside elements of one kind while a part is parsed."""

    def __init__(self, element: str) -> None:
        self._element = element
        self.texts: list[tuple[str, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if local(name) == self._element:
            named = (value for key, value in attributes.items() if local(key) == "name")
            self.texts.append((next(named, ""), []))
            _require_few(self.texts)

    def end(self, name: str) -> None:
        """End the element; text after it belongs to none."""
        if local(name) == self._element:
            self.texts.append(("", []))

    def text(self, said: str) -> None:
        """Add text to the element that was begun."""
        if self.texts:
            self.texts[-1][1].append(said)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _is_hidden(content: bytes) -> bool:
    """Tell whether a comment, CDATA or the like could disguise something as an element."""
    return b"<!" in content or content.rfind(b"<?") > 0


def _require_few(matches: Sized) -> None:
    if len(matches) > ELEMENTS_LIMIT:
        raise NotXml("elements")


def _refuse(*_: object) -> None:
    raise NotXml("document type")
