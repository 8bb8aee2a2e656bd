"""File names as people write them into one cell: split, and found among the available files."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.text import folded, same_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

# A cell with more parts than this is no list of names.
PARTS_LIMIT: Final = 100
# A text that fits more files than this names none of them.
OFFERS_LIMIT: Final = 20
_SHORTEST: Final = 4  # least length of a name that is searched for within another
_WINDOW: Final = 20  # most parts that are tried as one name, such as 規程、手順.pdf
_FOLDERS: Final = 6  # folders above a file that may stand before its name
_LONGEST_NAME: Final = 60  # characters; a longer text is a sentence

_ENDING: Final = re.compile(
    r"pdf|xls[xmb]?|csv|tsv|od[tsp]|doc[xm]?|rtf|jtd|txt|md|log|ppt[xm]?|key|pages|numbers|png|jpe?g|gif|bmp"
    r"|tiff?|heic|webp|svg|xdw|xbd|vsdx?|mpp|msg|eml|html?|mht|xml|json|ya?ml|conf|zip|7z|lzh|rar|gz|mp[34]"
    r"|mov|avi|wmv|m4a|wav|pem|cer|crt|sql"
)
_FILE_ENDING: Final = re.compile(r"\.(?!v\d)(?:[a-z][a-z0-9]{0,5}|7z)$")
_CIRCLED: Final = "\u2460-\u249b\u24ea-\u24ff\u2776-\u277f\u3251-\u325f\u32b1-\u32bf"
_NUMBER: Final = r"[(（][0-9０-９]{1,2}[)）](?!\.|$)"
_STARTING_NUMBER: Final = re.compile(rf"\s*{_NUMBER}")
_STRONG: Final = (
    rf"[、,，､;；\t{_CIRCLED}]|(?:(?<=\s)|^)(?:{_NUMBER}|[0-9０-９]{{1,2}}[.．)）](?=\s|[^\x00-\x7f]))"
)
# A blank after a file ending separates two names if the next has an ending too.
_BETWEEN_ENDINGS: Final = (
    r"(?:(?<=\.[a-zA-Z]{3})|(?<=\.[a-zA-Z]{3}[a-zA-Z0-9]))[ \u3000]+"
    r"(?=[^、,，､;；\n]{0,200}?\.[a-zA-Z]{3}[a-zA-Z0-9]?(?:[\s、,，､;；]|$))"
)
_PARTED: Final = re.compile(rf"{_STRONG}|{_BETWEEN_ENDINGS}")
_PARTED_BY_NUMBERS: Final = re.compile(rf"{_STRONG}|{_NUMBER}|{_BETWEEN_ENDINGS}")
_WEAK: Final = re.compile(r"[／/・･\\¥￥]")
_BACKWARD: Final = re.compile(r"[\\¥￥]")
_AROUND: Final = " \u3000\t・･●○■□◆◇•*\"'“”「」『』【】〔〕［］[]<>＜＞〈〉《》"
_PROSE: Final = re.compile(r"[章条節項頁。]|ページ|参照|参考|記載|p\.?\s*[0-9]", re.IGNORECASE)
_NOTHING: Final = frozenset({"なし", "無し", "無", "特になし", "該当なし", "n/a", "na", "-", "none"})


class NamedFile(NamedTuple):
    """One name in a cell: files that match, files that may be meant, whether a lack is reported."""

    text: str
    certain: tuple[int, ...] = ()
    offered: tuple[int, ...] = ()
    is_name: bool = True


class NamedFiles:
    """Finds files by names as people write them; files are numbers in the order given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._full: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, list[int]] = defaultdict(list)
        self._own: dict[str, list[int]] = defaultdict(list)  # stems without any folder
        for number, name in enumerate(names):
            parts = name.replace("\\", "/").split("/")
            self._own[_stem(name_key(parts[-1]))].append(number)
            for start in range(max(0, len(parts) - _FOLDERS), len(parts)):
                key = name_key("/".join(parts[start:]))
                self._full[key].append(number)
                self._stems[_stem(key)].append(number)
        self._long = [stem for stem in self._own if len(stem) >= _SHORTEST]
        self._all = "\n".join(self._long)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for stem in self._long:
            self._by_start[stem[:_SHORTEST]].append(stem)

    def parts(self, cell: str) -> tuple[NamedFile, ...]:
        """Return the names in a cell, each with its files."""
        whole = self._exact_matches(cell)
        if whole is not None:
            return (whole,)
        if cell.count("\n") + len(_PARTED_BY_NUMBERS.findall(cell)) > PARTS_LIMIT:
            return (self._offered(_trimmed(cell)),)
        parts = [part for line in same_lines(cell).split("\n") for part in self._of_line(line) if part.text]
        if any(part.certain or part.offered for part in parts):
            return tuple(parts)
        return tuple(part._replace(is_name=name_key(part.text) not in _NOTHING) for part in parts)

    def _of_line(self, line: str) -> list[NamedFile]:
        pattern = _PARTED_BY_NUMBERS if _STARTING_NUMBER.match(line) else _PARTED
        spans = _spans(line, pattern)
        parts: list[NamedFile] = []
        at, rest = 0, [0]  # alternating start and end of the stretches that match no file as a whole
        while at < len(spans):
            for end in range(min(len(spans), at + _WINDOW), at, -1):
                match = self._exact_matches(line[spans[at][0] : spans[end - 1][1]])
                if match is not None:
                    parts.append(match)
                    rest += [spans[at][0], spans[end - 1][1]]
                    at = end
                    break
            else:
                parts += self._of_part(line[slice(*spans[at])])
                at += 1
        rest.append(len(line))
        return self._across([line[slice(*span)] for span in zip(rest[::2], rest[1::2], strict=True)], parts)

    def _of_part(self, text: str) -> Iterator[NamedFile]:
        """Yield the names in a part, split further at signs that also occur in names only if files match."""
        pieces = [piece for piece in map(_trimmed, _WEAK.split(text)) if piece]
        matches = [self._exact_matches(piece) for piece in pieces] if 1 < len(pieces) < PARTS_LIMIT else []
        if matches and all(one or _has_ending(piece) for one, piece in zip(matches, pieces, strict=True)):
            for one, piece in zip(matches, pieces, strict=True):
                yield one or self._offered(piece)
        elif any(matches):
            for one, piece in zip(matches, pieces, strict=True):
                if one is None:
                    yield self._offered(piece)._replace(is_name=_has_ending(piece))
                else:
                    yield one._replace(certain=(), offered=(*one.certain, *one.offered))
        else:
            yield self._offered(_trimmed(text))

    def _exact_matches(self, text: str) -> NamedFile | None:
        """Return the files whose name is exactly this text; the reviewer chooses among several."""
        plain, trimmed = text.strip(), _trimmed(text)
        for form, written in ((plain, plain), (trimmed, trimmed), (trimmed, _BACKWARD.sub("/", trimmed))):
            key = name_key(written)
            full, bare = self._full.get(key, []), _without_ending(key)
            alike = list(dict.fromkeys((*full, *self._stems.get(key, ()), *self._stems.get(bare, ()))))
            if not key or not alike:
                continue
            if len(alike) == 1 or (len(full) == 1 and _FILE_ENDING.search(key)):
                first = full[0] if full else alike[0]
                return NamedFile(form, (first,), _few([one for one in alike if one != first]))
            return NamedFile(form, (), _few(alike))
        return None

    def _offered(self, text: str) -> NamedFile:
        """Return the files whose name contains the text or is contained in it."""
        key = name_key(text)
        bare = _without_ending(key)
        stems = self._within(key)
        if len(bare) >= _SHORTEST and bare in self._all:
            stems += [stem for stem in self._long if bare in stem]
        files = dict.fromkeys(number for stem in stems for number in self._own[stem])
        is_name = _has_ending(text) or not (_PROSE.search(text) or len(text) > _LONGEST_NAME)
        return NamedFile(text, (), _few(files), is_name and key not in _NOTHING)

    def _within(self, key: str) -> list[str]:
        """Return the longer names that occur in a text."""
        names = []
        for at in range(len(key) - _SHORTEST + 1):
            starting = self._by_start.get(key[at : at + _SHORTEST], ())
            names += [stem for stem in starting if key.startswith(stem, at)]
        return names

    def _across(self, texts: Sequence[str], parts: list[NamedFile]) -> list[NamedFile]:
        """Return the parts of a line, and join those that together are the name of a file."""
        known = {number for part in parts for number in (*part.certain, *part.offered)}
        across = []
        for text in texts:
            files = {
                n: None for stem in self._within(name_key(text)) for n in self._own[stem] if n not in known
            }
            if offered := _few(files):
                across.append(NamedFile(_trimmed(text), (), offered, is_name=False))
        if not across:
            return parts
        return [p if p.certain or p.offered else p._replace(is_name=False) for p in parts] + across


def name_key(text: str) -> str:
    """Return a name in the form in which names are compared, without width, case, dashes and blanks."""
    return "".join(folded(text).split())


def _stem(key: str) -> str:
    return _FILE_ENDING.sub("", key) or key


def _few(files: Collection[int]) -> tuple[int, ...]:
    return tuple(files) if len(files) <= OFFERS_LIMIT else ()


def _trimmed(text: str) -> str:
    return text.strip(_AROUND)


def _has_ending(text: str) -> bool:
    key = name_key(text)
    return _without_ending(key) != key


def _without_ending(key: str) -> str:
    stem, dot, ending = key.rpartition(".")
    return stem if dot and stem and _ENDING.fullmatch(ending) else key


def _spans(line: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return start and end of each part of a line."""
    spans, start = [], 0
    for match in pattern.finditer(line):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(line))]
