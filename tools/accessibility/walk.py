"""`make a11y`: walks every view as a screen reader does, and names what it could not make sense of.

    dbus-run-session -- python -m tools.accessibility.walk CASE [ja|en]

Prints how many objects were visited and every fault with its place; ends with 1 when there is one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final, NamedTuple

from tools.accessibility.bus import Bus, Object, Told

# AT-SPI's states by number.
EXPANDABLE, EXPANDED, FOCUSABLE, SHOWING = 9, 10, 11, 25
CELLS: Final = frozenset({"cell", "table cell", "tree item", "list item"})
ITEMS: Final = "items"  # the view of the review
VERDICTS: Final = 7
Level = list[tuple[Object, tuple[str, ...]]]


class Fault(NamedTuple):
    """A fault for users of a screen reader."""

    view: str
    kind: str
    place: str


class Walk:
    """One walk through all views, with its faults."""

    def __init__(self, bus: Bus, program: Object) -> None:
        self._bus = bus
        self._program = program
        self._window: Object | None = None
        self.visited = 0
        self.focusable = 0
        self.radios = 0  # objects in groups with a name
        self.faults: list[Fault] = []

    def view(self, name: str, *, whole: bool) -> int:
        """Walk a view, which is the window or its dialogs, and return the number of objects."""
        before, verdicts = self.visited, self.radios
        level: Level = [(at, ()) for at in self._tops(whole=whole)]
        while level:
            level = self._visit(level, name)
        if name == ITEMS and self.radios - verdicts != VERDICTS:
            self.faults.append(Fault(name, "verdicts are no radio buttons", str(self.radios - verdicts)))
        return self.visited - before

    def _tops(self, *, whole: bool) -> list[Object]:
        """Wait until the shown windows are on the bus."""
        found: list[Object] = []

        def there() -> bool:
            (program,) = self._bus.tell([self._program])
            tops = program.children if program is not None else ()
            if self._window is None and tops:
                self._window = tops[0]
            wanted = [top for top in tops if (top == self._window) is whole]
            told = self._bus.tell(wanted)
            found[:] = [
                top
                for top, one in zip(wanted, told, strict=True)
                if one is not None and SHOWING in one.states
            ]
            return bool(found)

        if not self._bus.until(there):
            raise TimeoutError("no window to walk")
        return found

    def _visit(self, level: Level, view: str) -> Level:
        """Check objects of one depth, and return their children."""
        below: Level = []
        answers = self._bus.tell([at for at, _ in level])
        # Further cells of an expanded group are not marked as expanded by Qt.
        groups = {told.name for told in answers if told is not None and EXPANDED in told.states}
        for (_, path), told in zip(level, answers, strict=True):
            if told is None or SHOWING not in told.states:
                continue
            self.visited += 1
            self.radios += told.role == "radio button" and not path[-1].endswith("[]")
            here = (*path, f"{told.role}[{told.name[:40]}]")
            self.faults += [Fault(view, kind, " > ".join(here[-4:])) for kind in self._wrong(told, groups)]
            below += [(child, here) for child in told.children]
        return below

    def _wrong(self, told: Told, groups: set[str]) -> list[str]:
        """Return the faults of a single object."""
        named = bool(told.name.strip())
        found = []
        self.focusable += FOCUSABLE in told.states
        if told.role in CELLS:
            if not named:
                found.append("empty cell")
            if EXPANDABLE in told.states and told.name not in groups:
                found.append("a leaf that says it can be expanded")
        elif FOCUSABLE in told.states and not named:
            found.append("takes the focus without a name")
        return found


def main(case: str, language: str = "ja") -> int:
    """Walk every view, and report."""
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1"}
    program = [sys.executable, "-m", "tools.accessibility.window", case, language]
    bus = Bus()
    bus.listen()
    with subprocess.Popen(
        program, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as window:
        try:
            return _walk(bus, window)
        finally:
            window.kill()


def _walk(bus: Bus, window: subprocess.Popen[str]) -> int:
    if window.stdin is None or window.stdout is None:
        raise ValueError("the window needs pipes")
    walk: Walk | None = None
    views = 0
    while True:
        window.stdin.write("\n")
        window.stdin.flush()
        line = window.stdout.readline()
        if not line:
            break
        name, kind, announced = line.rstrip("\n").split("\t")
        if walk is None:
            if not bus.until(lambda: bool(bus.programs())):
                raise TimeoutError("the window did not come onto the bus")
            walk = Walk(bus, bus.programs()[0])
        count = walk.view(name, whole=kind == "window")
        if announced and not bus.announced(announced):
            walk.faults.append(Fault(name, "is not announced", announced))
        views += 1
        sys.stdout.write(f"{name}: {count} objects\n")
        sys.stdout.flush()
    if walk is None or window.wait() != 0:
        sys.stderr.write("the window ended before its time\n")
        return 1
    for fault in walk.faults:
        sys.stdout.write(f"{fault.view}: {fault.kind}: {fault.place}\n")
    nameless = sum(fault.kind == "takes the focus without a name" for fault in walk.faults)
    told = f"{views} views, {walk.visited} objects, {walk.focusable} take the focus"
    sys.stdout.write(f"{told}, {nameless} of them nameless; {len(walk.faults)} faults\n")
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
