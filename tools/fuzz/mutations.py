"""Mutations of workbooks for fuzzing: in their bytes, or in one part of a valid package."""

import random
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Mutation = Callable[[random.Random, bytes], bytes]

_TAG: Final = re.compile(rb"<[^<>]*>")
_VALUE: Final = re.compile(rb"""=\s*(?:"[^"<>]*"|'[^'<>]*')""")
_TEXT: Final = re.compile(rb">([^<>]+)<")
_NUMBER: Final = re.compile(rb"[0-9]+")
_CELL: Final = re.compile(rb"\br=\"[A-Z]{1,3}[0-9]{1,7}\"")
_NAMES: Final = rb"row|c|si|xf|sheet|mergeCell|property|Relationship|table:table-row|table:table-cell|text:p"
_ELEMENT: Final = re.compile(rb"<(%b)\b[^<>]*?(?:/>|(?<!/)>.*?</\1>)" % _NAMES, re.DOTALL)
_NUMBERS: Final = (
    *(b"0", b"-1", b"1", b"255", b"65535", b"65536", b"1048576", b"1048577", b"16384", b"16385"),
    *(b"2147483647", b"2147483648", b"4294967295", b"4294967296", b"9223372036854775808", b"1e308", b"1e999"),
    *(b"NaN", b"", b" 7 ", b"0x10", b"99999999999999999999999999", b"-2147483649", b"44166.5", b"-44166"),
)
_ADDRESSES: Final = (
    *(
        b"A0",
        b"A1",
        b"XFD1048576",
        b"XFE1",
        b"ZZZ9999999",
        b"A1048577",
        b"a1",
        b"$A$1",
        b"1A",
        b"",
        b"A",
        b"1",
    ),
    *(b"GR20000", b"GS20001", b"A20001", b"AAAAAAAA1", b"A-1", b"A1:XFD1048576"),
)
_WORDS: Final = (
    *(b"", b" ", b"#REF!", b"TRUE", b"&amp;", b"&#x1F600;", b"_x0000_", b"=1+1", b"&#9;&#10;&#13;"),
    *("行キー".encode(), b"No.", "回答".encode(), "質問票".encode(), "識別子 v1/a/b/1/c/d".encode()),
    *(b"x" * 40_000, "　".encode() * 40_000, b"&#65;" * 20_000),
)
_BROKEN: Final = (b"&#0;", b"&#xD800;", b"&nobody;", b"]]>", b"\xff\xfe", b"\x00")
_KINDS: Final = (
    *(b"s", b"inlineStr", b"str", b"e", b"b", b"d", b"n", b"hidden", b"veryHidden", b"true", b"float"),
    *(b"date", b"percentage", b"P1Y", b"2020-12-01", b"../../../etc/passwd", b"http://127.0.0.1:9/", b"rId1"),
)
_VALUES: Final = (*_NUMBERS, *_ADDRESSES, *_WORDS, *_BROKEN, *_KINDS)
_PROLOGUES: Final = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<?xml version="1.0" encoding="UTF-16"?>',
    b'<?xml version="1.0" encoding="nobody"?>',
    b"<!-- -->" * 1000,
)


def mutant(chance: random.Random, seeds: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the name of a seed and its mutation; equal random states give equal results."""
    name, content = chance.choice(seeds)
    if chance.random() < 0.75:
        try:
            return name, _in_parts(chance, content)
        except (BadZipFile, ValueError, OSError):
            pass  # the seed is no package
    return name, _several(chance, content, _BYTES)


def _several(chance: random.Random, content: bytes, mutations: Sequence[Mutation]) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if content:
            content = chance.choice(mutations)(chance, content)
    return content


def _in_parts(chance: random.Random, content: bytes) -> bytes:
    """Mutate one or two parts and keep the package valid."""
    with ZipFile(BytesIO(content)) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    for name in chance.choices(list(parts), [_weight(name) for name in parts], k=1 + chance.randrange(2)):
        fate = chance.random()
        if fate < 0.02:
            parts.pop(name, None)
        elif fate < 0.04:
            parts[name] = chance.choice(list(parts.values()))
        elif name in parts:
            kinds = _BYTES if fate < 0.14 else _MARKUP if fate < 0.4 else _GENTLE
            parts[name] = _several(chance, parts[name], kinds)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def _weight(name: str) -> int:
    heavy = ("sheet", "content.xml", "sharedStrings", "workbook", "styles", "custom", "drawing", "comment")
    return 8 if any(word in name for word in heavy) else 1


def _found(chance: random.Random, pattern: re.Pattern[bytes], content: bytes) -> re.Match[bytes] | None:
    """Return an occurrence of a pattern after a random position, so that long parts take little time."""
    if not content:
        return None
    return pattern.search(content, chance.randrange(len(content))) or pattern.search(content)


def _replaced(pattern: re.Pattern[bytes], values: Sequence[bytes], around: bytes = b"%s") -> Mutation:
    def replace(chance: random.Random, content: bytes) -> bytes:
        match = _found(chance, pattern, content)
        if match is None:
            return content
        new = around.replace(b"%s", chance.choice(values))
        return content[: match.start()] + new + content[match.end() :]

    return replace


def _tag(chance: random.Random, content: bytes) -> bytes:
    """Remove, duplicate or move a tag."""
    match = _found(chance, _TAG, content)
    if match is None:
        return content
    fate, tag = chance.randrange(3), match[0]
    rest = content[: match.start()] + content[match.end() :]
    if fate == 0:
        return rest
    if fate == 1:
        return content[: match.start()] + tag * chance.choice((2, 3, 200)) + content[match.end() :]
    other = _found(chance, _TAG, rest)
    at = other.start() if other else 0
    return rest[:at] + tag + rest[at:]


def _element(chance: random.Random, content: bytes) -> bytes:
    """Remove, repeat or swap a whole element, so that the part stays well-formed."""
    match = _found(chance, _ELEMENT, content)
    if match is None:
        return content
    fate, before, after = chance.randrange(3), content[: match.start()], content[match.end() :]
    if fate == 0:
        return before + after
    if fate == 1:
        return before + match[0] * chance.choice((2, 2, 3, 500)) + after
    other = _found(chance, _ELEMENT, after)
    if other is None:
        return content
    return before + other[0] + after[: other.start()] + match[0] + after[other.end() :]


def _prologue(chance: random.Random, content: bytes) -> bytes:
    end = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    return content[: chance.choice((0, end))] + chance.choice(_PROLOGUES) + content[end:]


def _flip(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _integer(chance: random.Random, content: bytes) -> bytes:
    at, size = chance.randrange(len(content)), chance.choice((1, 2, 4, 8))
    most = (1 << 8 * size) - 1
    value = chance.choice((0, 1, most, most // 2, most // 2 + 1))
    return content[:at] + value.to_bytes(size, "little") + content[at + size :]


def _piece(chance: random.Random, content: bytes) -> bytes:
    """Remove a piece of bytes, or insert a copy of it."""
    start = chance.randrange(len(content))
    piece = content[start : start + (1 << chance.randrange(12))]
    if chance.random() < 0.5:
        return content[:start] + content[start + len(piece) :]
    at = chance.randrange(len(content))
    return content[:at] + piece + content[at:]


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


_BYTES: Final[Sequence[Mutation]] = (_flip, _flip, _flip, _integer, _integer, _piece, _cut)
_GENTLE: Final[Sequence[Mutation]] = (
    _replaced(_NUMBER, _NUMBERS),
    _replaced(_CELL, _ADDRESSES, b'r="%s"'),
    _replaced(_VALUE, (*_NUMBERS, *_ADDRESSES, *_KINDS), b'="%s"'),
    _replaced(_TEXT, (*_NUMBERS, *_ADDRESSES, *_WORDS), b">%s<"),
    _element,
    _element,
)
_MARKUP: Final[Sequence[Mutation]] = (
    _replaced(_NUMBER, _NUMBERS),
    _replaced(_NUMBER, _NUMBERS),
    _replaced(_CELL, _ADDRESSES, b'r="%s"'),
    _replaced(_VALUE, _VALUES, b'="%s"'),
    _replaced(_TEXT, _VALUES, b">%s<"),
    _tag,
    _tag,
    _prologue,
    _flip,
    _piece,
)
