"""Check boxes, option buttons and other old shapes over a sheet, put together from several parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_mark import MarkKind, MarkState, SheetMark
from assessor.excel.reading.marks.anchors import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS: Final[Mapping[str, MarkKind]] = {
    "checkbox": MarkKind.CHECK_BOX,
    "radio": MarkKind.OPTION_BUTTON,
}
_STATES: Final[Mapping[str, MarkState]] = {
    "1": MarkState.ON,
    "checked": MarkState.ON,
    "2": MarkState.MIXED,
    "mixed": MarkState.MIXED,
    "": MarkState.OFF,
    "0": MarkState.OFF,
    "unchecked": MarkState.OFF,
}
_NUMBER: Final = "_x0000_s"
_NOTE: Final = "note"
_WHOLE: Final = re.compile(r"-?[0-9]{1,7}")  # LibreOffice counts offsets below zero too
_LIMIT: Final = 20_000  # shapes
# ActiveX check box and option button, whose state is in a binary part.
_ACTIVE: Final[Mapping[str, MarkKind]] = {
    "8bd21d40-ec42-11ce-9e0d-00aa006002f3": MarkKind.CHECK_BOX,
    "8bd21d50-ec42-11ce-9e0d-00aa006002f3": MarkKind.OPTION_BUTTON,
}


@dataclass
class Control:
    """One control or old shape, with what the parts read so far say of it."""

    kind: MarkKind = MarkKind.SHAPE
    state: MarkState | None = None
    text: str = ""
    under: Area = field(default_factory=Area)

    def mark(self, sheet: str, name: str = "") -> SheetMark:
        """Return the control as a mark."""
        kind = MarkKind.TEXT_BOX if self.kind is MarkKind.SHAPE and self.text else self.kind
        state = self.state or MarkState.UNKNOWN if kind in _KINDS.values() else None
        return SheetMark(kind, sheet, *self.under, text=self.text, name=name, state=state)


def kind_of(written: str) -> MarkKind:
    """Return the kind of a control by its name in a part; any other name is a shape."""
    return _KINDS.get(written.lower(), MarkKind.SHAPE)


def active_kind(class_id: str) -> MarkKind:
    """Return the kind of an ActiveX control by its class id."""
    return _ACTIVE.get(class_id.strip("{}").lower(), MarkKind.SHAPE)


def state_of(written: str) -> MarkState:
    """Return the state that a control's value stands for."""
    return _STATES.get(written.strip().lower(), MarkState.UNKNOWN)


def old_shapes(content: bytes) -> dict[str, Control]:
    """Return the shapes of a VML part by their numbers, without notes, which have a part of their own.

    VML is not well-formed XML: Excel leaves line breaks unclosed.
    """
    reader = _OldShapes()
    reader.feed(content.decode("utf-8", "replace"))
    reader.close()
    return reader.shapes


class _OldShapes(HTMLParser):
    """Collects the shapes while a VML part is parsed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shapes: dict[str, Control] = {}
        self._number = ""
        self._control: Control | None = None
        self._words: list[str] = []
        self._facts: dict[str, str] = {}
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name, facts = tag.rpartition(":")[2], dict(attrs)
        if name in {"shape", "rect", "oval", "line", "roundrect"} and self._control is None:
            if len(self.shapes) < _LIMIT:
                number = facts.get("o:spid") or facts.get("id") or ""
                _, prefix, digits = number.rpartition(_NUMBER)
                self._number = digits if prefix else f"#{len(self.shapes)}"
                self._control, self._words, self._facts = Control(), [], {}
        elif name == "clientdata":
            self._facts["kind"] = facts.get("objecttype") or ""
        self._in = name

    def handle_data(self, data: str) -> None:
        if self._control is None:
            return
        if self._in in {"row", "column", "checked", "anchor"}:
            self._facts[self._in] = self._facts.get(self._in, "") + data.strip()
        elif self._in in {"font", "div", "span", "br", "textbox"} and data.strip():
            self._words.append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._in == name:
            self._in = "div" if name in {"font", "span"} else ""
        if name in {"shape", "rect", "oval", "line", "roundrect"} and self._control is not None:
            self._finish(self._control)
            self._control = None

    def _finish(self, control: Control) -> None:
        kind = self._facts.get("kind", "").lower()
        if kind in {"", _NOTE}:  # without client data it is an invisible frame
            return
        control.kind = kind_of(kind)
        control.state = state_of(self._facts.get("checked", "")) if control.kind in _KINDS.values() else None
        control.text = " ".join(self._words)
        control.under = _anchor(self._facts.get("anchor", ""))
        self.shapes[self._number] = control


def _anchor(written: str) -> Area:
    """Return the cells under an anchor of eight numbers: column, offset, row, offset, and the same again."""
    numbers = [one.strip() for one in written.split(",")]
    if len(numbers) != 8 or not all(_WHOLE.fullmatch(one) for one in numbers):
        return Area()
    left, _, top, _, right, beyond, bottom, below = map(int, numbers)
    last_column = right if beyond > 4 else max(left, right - 1)
    last_row = bottom if below > 3 else max(top, bottom - 1)
    return Area(top + 1, left + 1, last_row + 1, last_column + 1)
