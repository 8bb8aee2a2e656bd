"""What a disk may hold after the power went: from the calls a program made, the images they allow.

What was synced is there. Of what was written to a file since its last sync, each sector may be there
or not, in any combination, and a file that had grown may have its new length with anything in it. A
name that was made, moved or removed since its folder was last synced may be as before or as after; to
sync a file does not keep its name. Two things are taken for granted, as SQLite does: a sector is
written whole or not at all, and writing it does not harm its neighbours.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from tests.soak.shim import Call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from random import Random

    from tests.soak.shim import Event

SECTOR: Final = 512


@dataclass(eq=False)
class Node:
    """A file without its name: what is safe, what a program sees, and what happened in between."""

    safe: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut to this length

    def do(self, place: int, block: bytes | None) -> None:
        """Write a block, or cut the file."""
        self.pending.append((place, block))
        if block is None:
            del self.seen[place:]
        self.seen += bytes(max(0, place - len(self.seen)))
        if block is not None:
            self.seen[place : place + len(block)] = block

    def sync(self) -> None:
        """Everything done so far is safe."""
        if self.pending:
            self.safe, self.pending = bytes(self.seen), []

    def torn(self, random: Random) -> bytes:
        """Return the file when some of what is pending did not come through."""
        share = random.choice((0.1, 0.5, 0.9))
        rubbish = random.random() < 0.5
        held = bytearray(self.safe)
        for place, block in self.pending:
            if block is None:
                if random.random() < share:
                    del held[place:]
                continue
            end = place + len(block)
            if end > len(held) and random.random() < share:
                missing = end - len(held)
                held += random.randbytes(missing) if rubbish else bytes(missing)
            for start in range(place - place % SECTOR, end, SECTOR):
                first, last = max(start, place), min(start + SECTOR, end)
                if random.random() < share:
                    held += bytes(max(0, first - len(held)))
                    held[first:last] = block[first - place : last - place]
        return bytes(held)


@dataclass(frozen=True)
class Naming:
    """A name that a file got, lost (no file), or took over from a former name."""

    name: str
    node: Node | None
    former: str = ""

    def on(self, names: dict[str, Node]) -> None:
        """Carry it out."""
        names.pop(self.former, None)
        if self.node is None:
            names.pop(self.name, None)
        else:
            names[self.name] = self.node


class Disk:
    """The files below one folder, event by event."""

    def __init__(self, root: Path, files: Mapping[str, bytes]) -> None:
        self._root = str(root)
        self._safe = {name: Node(whole, bytearray(whole)) for name, whole in files.items()}
        self._names = dict(self._safe)
        self._pending: list[Naming] = []
        self._open: dict[int, Node | str] = {}  # a text is a folder

    def do(self, event: Event) -> None:
        """Take in what the program did next."""
        opened = self._open.get(event.file)
        match event.call:
            case Call.OPEN:
                self._open[event.file] = self._opened(os.fsdecode(event.payload))
            case Call.CLOSE:
                self._open.pop(event.file, None)
            case Call.WRITE | Call.CUT if isinstance(opened, Node):
                opened.do(event.offset, event.payload if event.call is Call.WRITE else None)
            case Call.SYNC if isinstance(opened, Node):
                opened.sync()
            case Call.SYNC if isinstance(opened, str):
                self._sync_names(opened)
            case Call.UNLINK:
                self._name(Naming(self._inside(os.fsdecode(event.payload)), None))
            case Call.RENAME | Call.LINK:
                former, name = (self._inside(os.fsdecode(part)) for part in event.payload.split(b"\0"))
                moved = event.call is Call.RENAME
                self._name(Naming(name, self._names[former], former if moved else ""))
            case _:
                raise ValueError(f"{event} on a file that is not open")

    def kept(self) -> dict[str, bytes]:
        """Return the image when everything came through, as after the end of a process."""
        return {name: bytes(node.seen) for name, node in self._names.items()}

    def seen(self, name: str) -> bytes:
        """Return what a program sees in a file."""
        node = self._names.get(name)
        return bytes(node.seen) if node else b""

    def images(self, random: Random, torn: int) -> Iterator[dict[str, bytes]]:
        """Yield the four plain images, and some in which chance decides about each part."""
        yield self.kept()
        for names in (self._safe, self._names):
            yield {name: node.safe for name, node in names.items()}
        yield {name: bytes(node.seen) for name, node in self._safe.items()}
        for _ in range(torn):
            yield {name: node.torn(random) for name, node in self._torn_names(random).items()}

    def _opened(self, path: str) -> Node | str:
        if os.path.isdir(path):  # noqa: PTH112 - the text the log has
            return self._inside(path)
        name = self._inside(path)
        if name not in self._names:
            self._name(Naming(name, Node()))
        return self._names[name]

    def _name(self, naming: Naming) -> None:
        naming.on(self._names)
        self._pending.append(naming)

    def _torn_names(self, random: Random) -> dict[str, Node]:
        names, pending = dict(self._safe), self._pending
        if random.random() < 0.5:  # as a file system with a journal of its own: in order
            pending = pending[: random.randint(0, len(pending))]
        else:
            pending = [naming for naming in pending if random.random() < 0.5]
        for naming in pending:
            naming.on(names)
        return names

    def _sync_names(self, folder: str) -> None:
        for naming in self._pending:
            if _folder(naming.name) == folder:
                naming.on(self._safe)
        self._pending = [naming for naming in self._pending if _folder(naming.name) != folder]

    def _inside(self, path: str) -> str:
        return os.path.relpath(path, self._root)


def _folder(name: str) -> str:
    return str(PurePath(name).parent)
