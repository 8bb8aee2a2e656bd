"""Notes on cells and threads of comments, with who wrote them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from assessor.domain.sheet_mark import MarkKind, SheetMark
from assessor.excel.reading.survey import position
from assessor.excel.reading.tree import all_of, first, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element


def authors(persons: Element) -> dict[str, str]:
    """Return the names of those who comment, by their ids."""
    return {one.get("id", ""): one.get("displayName", "") for one in all_of(persons, "person")}


def notes(root: Element, sheet: str, threaded: frozenset[tuple[int, int]]) -> Iterator[SheetMark]:
    """Yield the notes; those that repeat a thread of comments for older programs are left out."""
    names = [(one.text or "").strip() for one in all_of(root, "author")]
    for one in all_of(root, "comment"):
        row, column = position(one.get("ref", ""))
        if (row, column) in threaded:
            continue
        number = one.get("authorId", "")
        author = names[int(number)] if number.isdecimal() and int(number) < len(names) else ""
        body = first(one, "text")
        text = "".join(run.text or "" for run in walk(body) if run.tag == "t") if body is not None else ""
        above = f"{author}:"
        text = text.strip().removeprefix(above) if author else text
        yield SheetMark(MarkKind.NOTE, sheet, row, column, text=text.strip(), author=author)


def threads(root: Element, sheet: str, persons: Mapping[str, str]) -> Iterator[SheetMark]:
    """Yield a mark for each thread: the first comment, then the replies with their authors."""
    replies: dict[str, list[Element]] = defaultdict(list)
    starts: list[Element] = []
    for one in all_of(root, "threadedComment"):
        if parent := one.get("parentId", ""):
            replies[parent].append(one)
        else:
            starts.append(one)
    known = {start.get("id", "") for start in starts}
    starts += [one for parent, several in replies.items() if parent not in known for one in several]
    for start in starts:
        row, column = position(start.get("ref", ""))
        lines = [_text(start)]
        answers = replies.get(start.get("id", ""), []) if start.get("id", "") in known else []
        lines += (
            f"{persons.get(one.get('personId', ''), '')}: {_text(one)}"
            for one in sorted(answers, key=lambda one: one.get("dT", ""))
        )
        author = persons.get(start.get("personId", ""), "")
        yield SheetMark(MarkKind.NOTE, sheet, row, column, text="\n".join(lines).strip(), author=author)


def _text(comment: Element) -> str:
    body = first(comment, "text")
    return (body.text or "").strip() if body is not None else ""
