"""The rooms of the project and the arrows between them, read from the imports and drawn.

`make architecture` writes the picture that `docs/architecture.md` shows, and `tests/test_architecture.py`
checks that it is up to date. An arrow points to an imported room, even if only for types; one that follows
from two others is left out.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = ROOT / "docs/images/architecture.svg"
SOURCES: Final = ("main.py", "ui", "assessor")
BASE: Final = "…"  # the room of the files beside the rooms, such as `ui/settings.py`

Graph = dict[str, set[str]]

_WIDTH: Final = 1180
_BOX: Final = 40  # the height of a box with only a name
_LINE: Final = 15  # a line of smaller text below the name
_FLOOR: Final = 38  # space between two floors, for the arrows
_GAP: Final = 20  # space between two boxes
_LANE: Final = 10  # width of the lane of an arrow that passes a floor
_SIGN: Final = 7.6  # the width of a letter of a name
_SMALL: Final = 6.1  # the width of a smaller letter
_SWEEPS: Final = 30
_STRAIGHT: Final = 3
_LOOKS: Final = {"main": "entrance", "ui": "window", "assessor": "core"}
_STYLE: Final = """
  text { font-family: 'Segoe UI', 'DejaVu Sans', Arial, sans-serif; text-anchor: middle; fill: #1c2733; }
  .name { font-size: 14px; font-weight: 600; } .small { font-size: 11px; fill: #44515e; }
  .left { text-anchor: start; } .core rect { fill: #e2f0e4; stroke: #4d8a5a; }
  .window rect { fill: #e1ebf8; stroke: #4a76b0; } .entrance rect { fill: #f6ead2; stroke: #a07b2c; }
  path { fill: none; stroke: #7d8894; stroke-width: 1.2; } marker path { fill: #7d8894; stroke: none; }
""".strip("\n")


@dataclass(frozen=True)
class Import:
    """One import: the module that has it, what it names, and where it stands."""

    module: str
    target: str
    line: int
    late: bool  # inside a function
    types: bool  # under TYPE_CHECKING


@cache
def files() -> dict[str, Path]:
    """Return the source files of the product by the names of their modules."""
    found = (
        one
        for place in map(ROOT.joinpath, SOURCES)
        for one in (place.rglob("*.py") if place.is_dir() else [place])
    )
    return {_module_of(one): one for one in sorted(found)}


def _module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(module: str, file: Path) -> list[Import]:
    """Return what a file imports of the product and of libraries, also inside functions and for types."""
    return list(_imports(ast.parse(file.read_text("utf-8")), module, late=False, types=False))


def _imports(node: ast.AST, module: str, *, late: bool, types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(module, alias.name, child.lineno, late, types)
        elif isinstance(child, ast.ImportFrom) and child.module:
            for alias in child.names:
                yield Import(module, f"{child.module}.{alias.name}", child.lineno, late, types)
        else:
            typing = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, module, late=late or inside, types=types or typing)


@cache
def between_modules() -> Graph:
    """Return for every module the imported modules of the product, also inside functions and for types.

    Imports from a module's own package are left out, as they only use what is loaded already.
    """
    known = files()
    graph: Graph = {}
    for module, file in known.items():
        named = {
            one for each in imports(module, file) for one in (each.target, each.target.rpartition(".")[0])
        }
        graph[module] = {one for one in named & known.keys() if not f"{module}.".startswith(f"{one}.")}
    return graph


def room_of(module: str) -> str:
    """Return the room of a module: `ui.items`, `assessor.storage`; `ui.…` for the files beside the rooms."""
    top, *inner = module.split(".")
    if top == "main":
        return top
    is_room = bool(inner) and (ROOT / top / inner[0]).is_dir()
    return f"{top}.{inner[0] if is_room else BASE}"


def between_rooms() -> Graph:
    """Return for every room the rooms that it imports."""
    graph: Graph = {}
    for module, used in between_modules().items():
        room = room_of(module)
        graph.setdefault(room, set()).update({room_of(one) for one in used} - {room})
    return graph


def circles(graph: Mapping[str, set[str]]) -> list[tuple[str, ...]]:
    """Return the circles of a graph, one for each node where one is found first."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()

    def visit(node: str, path: tuple[str, ...]) -> None:
        if node in path:
            found.append((*path[path.index(node) :], node))
        elif node not in done:
            for target in sorted(graph.get(node, ())):
                visit(target, (*path, node))
            done.add(node)

    for node in sorted(graph):
        visit(node, ())
    return found


def reduced(graph: Mapping[str, set[str]]) -> Graph:
    """Return the transitive reduction of an acyclic graph."""
    reached: Graph = {}

    def reach(node: str) -> set[str]:
        if node not in reached:
            reached[node] = set(graph[node]).union(*map(reach, graph[node]))
        return reached[node]

    return {
        node: {t for t in used if not any(t in reach(other) for other in used)}
        for node, used in graph.items()
    }


def floors(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the rooms floor by floor from the ground: each stands above all that it uses."""
    level: dict[str, int] = {}

    def climb(node: str) -> int:
        if node not in level:
            level[node] = 1 + max(map(climb, graph[node]), default=-1)
        return level[node]

    built: list[list[str]] = [[] for _ in range(1 + max(map(climb, graph)))]
    for node in sorted(graph):
        built[level[node]].append(node)
    return built


def picture() -> str:
    """Return the picture as SVG; the text depends only on the imports."""
    return _Drawing(reduced(between_rooms())).svg()


def _lines_of(room: str) -> list[str]:
    """Return what stands in the box of a room: its name, and in smaller letters what is inside."""
    top, _, name = room.partition(".")
    if name == BASE:
        beside = sorted(one.stem for one in (ROOT / top).glob("*.py") if one.stem != "__init__")
        half = (len(beside) + 1) // 2 if len(beside) > 3 else len(beside)
        return [f"{top}/*.py", *(", ".join(part) for part in (beside[:half], beside[half:]) if part)]
    if not name:
        return ["main.py"]
    inner = sorted(one.parent.name for one in (ROOT / top / name).glob("*/__init__.py"))
    pairs = [inner[at : at + 3] for at in range(0, len(inner), 3)]
    return [name, *(" · ".join(part) for part in pairs)]


class _Drawing:
    """Boxes on floors; an arrow has a lane on each floor that it passes, so that it crosses no box."""

    def __init__(self, graph: Graph) -> None:
        self._lines = {room: _lines_of(room) for room in graph}
        self._rows = floors(graph)
        level = {node: number for number, row in enumerate(self._rows) for node in row}
        self._ways: list[list[str]] = []
        for node in sorted(graph):
            for target in sorted(graph[node]):
                lanes = [f"{node}>{target}@{number}" for number in range(level[node] - 1, level[target], -1)]
                for number, lane in zip(range(level[node] - 1, level[target], -1), lanes, strict=True):
                    self._rows[number].append(lane)
                self._ways.append([node, *lanes, target])
        self._x: dict[str, float] = {}
        self._near: dict[str, list[str]] = {}
        for way in self._ways:
            for above, below in pairwise(way):
                self._near.setdefault(above, []).append(below)
                self._near.setdefault(below, []).append(above)
        self._place()

    def svg(self) -> str:
        """Return the text of the picture."""
        tops, height = self._heights()
        parts = [self._box(room, tops) for row in self._rows for room in row if room in self._lines]
        arrows = [self._arrow(way, tops) for way in self._ways]
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
                "<title>The rooms of the house, and which may use which</title>",
                f"<style>\n{_STYLE}\n</style>",
                '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
                'orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
                f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
                *self._legend(),
                *arrows,
                *parts,
                "</svg>",
                "",
            )
        )

    def _place(self) -> None:
        """Place every room near its neighbours, alternately from above and below."""
        for row in self._rows:
            self._spread(row, {node: float(number) for number, node in enumerate(row)})
        for sweep in range(_SWEEPS):
            for row in self._rows if sweep % 2 else self._rows[::-1]:
                wanted = {}
                for node in row:
                    near = self._near[node]
                    # Lanes have more weight than boxes, so that arrows passing floors are straight.
                    pulls = [1 if one in self._lines else _STRAIGHT for one in near]
                    wanted[node] = sum(
                        self._x[one] * pull for one, pull in zip(near, pulls, strict=True)
                    ) / sum(pulls)
                row.sort(key=lambda node: (wanted[node], node))
                self._spread(row, wanted)
        shift = _WIDTH / 2 - (min(self._x.values()) + max(self._x.values())) / 2
        self._x = {node: x + shift for node, x in self._x.items()}

    def _spread(self, row: list[str], wanted: Mapping[str, float]) -> None:
        """Place the boxes of a floor as near to the wanted positions as their widths allow."""
        groups: list[tuple[list[str], float, float]] = []  # boxes side by side, their left edge, their width
        for node in row:
            width = self._width(node)
            group: tuple[list[str], float, float] = ([node], wanted[node] - width / 2, width)
            while groups and groups[-1][1] + groups[-1][2] + _GAP > group[1]:
                before, left, wide = groups.pop()
                whole = wide + _GAP + group[2]
                # The average of both, weighted by their numbers of boxes.
                start = (left * len(before) + (group[1] - wide - _GAP) * len(group[0])) / (
                    len(before) + len(group[0])
                )
                group = ([*before, *group[0]], start, whole)
            groups.append(group)
        at: float = _GAP
        lefts: list[tuple[str, float]] = []
        for members, start, _ in groups:
            at = max(at, start)
            for node in members:
                lefts.append((node, at))
                at += self._width(node) + _GAP
        limit: float = _WIDTH - _GAP
        for node, left in reversed(lefts):
            right = min(left + self._width(node), limit)
            limit = right - self._width(node) - _GAP
            self._x[node] = right - self._width(node) / 2

    def _width(self, node: str) -> float:
        if node not in self._lines:
            return _LANE
        name, *small = self._lines[node]
        return 22 + max(len(name) * _SIGN, *(len(line) * _SMALL for line in small), 40)

    def _tall(self, node: str) -> int:
        return _BOX - 8 + _LINE * (len(self._lines[node]) - 1) if node in self._lines else 0

    def _heights(self) -> tuple[dict[str, tuple[int, int]], int]:
        """Return the upper and lower edge of every node, and the height of the picture."""
        at, edges = 64, {}
        for row in reversed(self._rows):
            tall = max(map(self._tall, row))
            for node in row:
                own = self._tall(node) if node in self._lines else tall
                top = at + (tall - own) // 2
                edges[node] = (top, top + own)
            at += tall + _FLOOR
        return edges, at - _FLOOR + 20

    def _box(self, room: str, edges: Mapping[str, tuple[int, int]]) -> str:
        name, *small = self._lines[room]
        (top, bottom), x, width = edges[room], self._x[room], self._width(room)
        texts = [f'<text class="name" x="{x:.0f}" y="{top + 21}">{escape(name)}</text>']
        texts += [
            f'<text class="small" x="{x:.0f}" y="{top + 21 + _LINE * number}">{escape(line)}</text>'
            for number, line in enumerate(small, start=1)
        ]
        kind = _LOOKS[room.partition(".")[0]]
        rect = f'<rect x="{x - width / 2:.0f}" y="{top}" width="{width:.0f}" height="{bottom - top}" rx="6"/>'
        return f'<g class="{kind}">{rect}{"".join(texts)}</g>'

    def _arrow(self, way: list[str], edges: Mapping[str, tuple[int, int]]) -> str:
        points = []
        for number, node in enumerate(way):
            top, bottom = edges[node]
            inner = [bottom] if number == 0 else [top] if number == len(way) - 1 else [top, bottom]
            points += [(self._port(way, number), y) for y in inner]
        line = f"M{points[0][0]:.0f},{points[0][1]}"
        for (x, y), (after, below) in pairwise(points):
            middle = (y + below) / 2
            line += f" C{x:.0f},{middle:.0f} {after:.0f},{middle:.0f} {after:.0f},{below}"
        return f'<path d="{line}" marker-end="url(#tip)"/>'

    def _port(self, way: list[str], number: int) -> float:
        """Return the position of an arrow at a box; arrows are side by side in the order of their ends."""
        node = way[number]
        if node not in self._lines:
            return self._x[node]
        other = way[number + 1] if number == 0 else way[number - 1]
        side = (
            [w[1] for w in self._ways if w[0] == node]
            if number == 0
            else [w[-2] for w in self._ways if w[-1] == node]
        )
        side.sort(key=lambda one: (self._x[one], one))
        room = min(self._width(node) - 24, 14 * (len(side) - 1))
        step = room / (len(side) - 1) if len(side) > 1 else 0
        return self._x[node] - room / 2 + step * side.index(other)

    def _legend(self) -> Iterator[str]:
        words = (("window", "ui/: the window"), ("core", "assessor/: the core, without Qt"))
        x = 20
        for kind, told in words:
            yield f'<g class="{kind}"><rect x="{x}" y="16" width="22" height="14" rx="3"/></g>'
            yield f'<text class="small left" x="{x + 30}" y="27">{told}</text>'
            x += 50 + round(len(told) * _SMALL)
        yield (
            f'<text class="small left" x="{x}" y="27">An arrow points to what a room imports. '
            "What it also imports further down the same ways is not drawn.</text>"
        )


def main() -> int:
    """Write the picture."""
    PICTURE.write_text(picture(), "utf-8", newline="\n")
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
