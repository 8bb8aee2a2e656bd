"""What stands over the cells of a sheet, put to them: notes, pictures with their content, other objects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.sheet_look import Corner, SheetNote, SheetObject, SheetPicture, Undrawn
from assessor.domain.sheet_mark import MarkKind
from assessor.errors import InputError
from assessor.excel.looks import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessor.domain.sheet_look import SheetLook
    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.looks.bounds import Reach, Room

_OBJECTS: Final[Mapping[MarkKind, Undrawn]] = {
    MarkKind.TEXT_BOX: Undrawn.SHAPES,
    MarkKind.SHAPE: Undrawn.SHAPES,
    MarkKind.CHECK_BOX: Undrawn.CONTROLS,
    MarkKind.OPTION_BUTTON: Undrawn.CONTROLS,
    MarkKind.EMBEDDED: Undrawn.EMBEDDED,
    MarkKind.INK: Undrawn.INK,
    MarkKind.OTHER: Undrawn.OTHER,
}


class PlacedPicture(NamedTuple):
    """A picture without its content, and the part that has it."""

    picture: SheetPicture
    part: str


def finished(
    look: SheetLook,
    reach: Reach,
    marks: Sequence[SheetMark],
    pictures_there: Sequence[PlacedPicture],
    room: Room,
) -> SheetLook:
    """Return a sheet with what lies over its cells, and how far it reaches with it."""
    notes = tuple(_notes(marks, reach))
    pictures = tuple(_pictures(pictures_there, reach, room))
    objects = tuple(_objects(marks, reach))
    # A chart is told as a shape too.
    charts = reach.undrawn[Undrawn.CHARTS]
    if charts:
        reach.undrawn[Undrawn.SHAPES] = max(0, reach.undrawn[Undrawn.SHAPES] - charts)
    merged = (
        (top, left, min(bottom, reach.rows), min(right, reach.columns))
        for top, left, bottom, right in look.merged
        if top <= reach.rows and left <= reach.columns
    )
    unknown = {Undrawn.COLOURS, Undrawn.SIZES, Undrawn.UNREAD}
    undrawn = {what: count for what, count in reach.undrawn.items() if count or what in unknown}
    return replace(
        look,
        rows=reach.rows,
        columns=reach.columns,
        merged=tuple(one for one in merged if one[:2] != one[2:]),
        notes=notes,
        pictures=pictures,
        objects=objects,
        undrawn=undrawn,
    )


def _notes(marks: Sequence[SheetMark], reach: Reach) -> Iterator[SheetNote]:
    notes = [mark for mark in marks if mark.kind is MarkKind.NOTE and mark.row and mark.column]
    for mark in notes[: bounds.NOTES]:
        if reach.takes(mark.row, mark.column):
            yield SheetNote(mark.row, mark.column, mark.text[: bounds.LETTERS], mark.author)
    if len(notes) > bounds.NOTES:
        reach.undrawn[Undrawn.OTHER] += len(notes) - bounds.NOTES


def _objects(marks: Sequence[SheetMark], reach: Reach) -> Iterator[SheetObject]:
    """Yield what is shown by its place alone, and count all of it as undrawn."""
    objects = [mark for mark in marks if mark.kind in _OBJECTS]
    for mark in objects:
        reach.undrawn[_OBJECTS[mark.kind]] += 1
    background = (mark for mark in marks if mark.kind is MarkKind.PICTURE and not mark.row)
    reach.undrawn[Undrawn.PICTURES] += sum(1 for _ in background)
    for mark in [one for one in objects if one.row and one.column][: bounds.NOTES]:
        if reach.takes(mark.row, mark.column):
            last_row, last_column = min(mark.last_row, bounds.ROWS), min(mark.last_column, bounds.COLUMNS)
            reach.rows, reach.columns = max(reach.rows, last_row), max(reach.columns, last_column)
            text = mark.text[: bounds.LETTERS] or mark.name
            yield SheetObject(mark.kind, mark.row, mark.column, last_row, last_column, text)


def in_cells(marks: Sequence[SheetMark], drawn: Sequence[PlacedPicture]) -> Iterator[PlacedPicture]:
    """Yield the pictures that stand in cells: those that were found and no drawing has."""
    known = {(one.part, one.picture.start.row, one.picture.start.column) for one in drawn}
    for mark in marks:
        if mark.kind is not MarkKind.PICTURE or not (mark.row and mark.column):
            continue
        if (mark.part, mark.row, mark.column) not in known:
            last = max(mark.row, mark.last_row), max(mark.column, mark.last_column)
            ends = Corner(last[0] + 1, last[1] + 1)
            name = mark.text or mark.name
            yield PlacedPicture(SheetPicture(Corner(mark.row, mark.column), ends, name=name), mark.part)


def _pictures(placed: Sequence[PlacedPicture], reach: Reach, room: Room) -> Iterator[SheetPicture]:
    """Yield the pictures; one without its content is shown by its place, and counted."""
    for picture, part in placed[: bounds.NOTES]:
        if not reach.takes(picture.start.row, picture.start.column):
            continue
        if picture.end is not None:
            # The corner lies in the row and the column behind the last ones when it is at their edge.
            reach.rows = max(reach.rows, min(bounds.ROWS, picture.end.row - (not picture.end.down)))
            last = picture.end.column - (not picture.end.across)
            reach.columns = max(reach.columns, min(bounds.COLUMNS, last))
        content = _content(part, room)
        if not content:
            reach.undrawn[Undrawn.PICTURES] += 1
        yield replace(picture, content=content)


def _content(part: str, room: Room) -> bytes:
    """Return the content of a picture, empty when it is missing, damaged, or beyond the bounds."""
    archive = room.archive
    if archive is None or part not in archive or room.pictures <= 0:
        return b""
    size = archive.size(part)
    if size > room.picture_bytes or not archive.fits(part):
        return b""
    room.pictures -= 1
    room.picture_bytes -= size
    try:
        return archive.read(part)
    except InputError:
        return b""
