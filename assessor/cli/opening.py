"""Opening the case for the length of a command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessor.operations.inspection import Inspection, this_actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.cli.arguments import Arguments


@contextmanager
def reading(arguments: Arguments) -> Iterator[Inspection]:
    """Open the case to look at it."""
    inspection = Inspection.open(arguments.case, this_actor(arguments.reviewer))
    try:
        yield inspection
    finally:
        inspection.close()


@contextmanager
def writing(arguments: Arguments) -> Iterator[Inspection]:
    """Open the case as its one writer."""
    with reading(arguments) as inspection, inspection.hold():
        yield inspection
