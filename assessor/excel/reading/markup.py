"""XML from strangers: read as a stream by expat, never with a document type, so that nothing can expand."""

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


ELEMENTS_LIMIT: Final = 10_000  # that are kept of one part; a workbook's list of sheets has a dozen


class NotXml(Exception):  # noqa: N818 - what the content is
    """The content is no XML that is read here: not well-formed, an odd encoding, or a document type."""


_PAIR: Final = re.compile(rb' (?:[\w.-]+:)?([\w.-]+)="([^"]*)"')
# What else expat and its decoders raise: an unknown encoding, one of several bytes, a letter out of range.
_FAILURES: Final = (ExpatError, LookupError, ValueError)


def parse(content: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Hand every element to the handlers, names as they are written; raises NotXml."""
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
    """Return the elements of these names with their attributes, without prefixes; raises NotXml."""
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
    """Return the elements by one search, or None where only a parser can tell what they are."""
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
    """Return what finds the elements of these names where they are written plainly, and wherever they are."""
    either = "|".join(sorted(names)).encode()
    return (
        re.compile(rb'<(%b)((?: [\w:.-]+="[^"<>&]*")*) ?/?>' % either),
        re.compile(rb"<(?:[\w.-]+:)?(?:%b)\b" % either),
    )


def named_texts(content: bytes, element: str) -> dict[str, str]:
    """Return the texts inside all elements of one kind, by the name that each has; raises NotXml."""
    plain, mention = _text_searches(element)
    matches = plain.findall(content)
    if matches and len(matches) == len(mention.findall(content)) and not _is_hidden(content):
        return {name.decode("utf-8", "replace"): said.decode("utf-8", "replace") for name, _, said in matches}
    texts = _Texts(element)
    parse(content, texts.start, texts.end, texts.text)
    return {name: "".join(said).strip() for name, said in texts.texts if name}


@cache
def _text_searches(element: str) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what finds an element with a name and one text where it is plain, and wherever it ends."""
    name = element.encode()
    facts = rb'(?: (?!name=)[\w:.-]+="[^"<>&]*")*'
    inside = rb"<(vt:\w+)>([^<>&\s]+)</\2>"
    return (
        re.compile(rb'<%b%b name="([^"<>&]+)"%b>%b</%b>' % (name, facts, facts, inside, name)),
        re.compile(rb"<(?:[\w.-]+:)?%b\b" % name),
    )


class _Texts:
    """What stands inside elements of one kind as it comes by."""

    def __init__(self, element: str) -> None:
        self._element = element
        self.texts: list[tuple[str, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin another one."""
        if local(name) == self._element:
            named = (value for key, value in attributes.items() if local(key) == "name")
            self.texts.append((next(named, ""), []))
            _require_few(self.texts)

    def end(self, name: str) -> None:
        """End it: what stands behind it belongs to nothing."""
        if local(name) == self._element:
            self.texts.append(("", []))

    def text(self, said: str) -> None:
        """Take up what is said in it."""
        if self.texts:
            self.texts[-1][1].append(said)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _is_hidden(content: bytes) -> bool:
    """Tell whether a comment or the like may make something look like an element that is none."""
    return b"<!" in content or content.rfind(b"<?") > 0


def _require_few(matches: Sized) -> None:
    if len(matches) > ELEMENTS_LIMIT:
        raise NotXml("elements")


def _refuse(*_: object) -> None:
    raise NotXml("document type")
