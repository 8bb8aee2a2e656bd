"""Opening the case for the duration of a command."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from assessor.cli import passphrase, stopping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.cli.arguments import Arguments
    from assessor.operations.inspection import Inspection


@contextmanager
def reading(arguments: Arguments) -> Iterator[Inspection]:
    """Open the case for reading."""
    with closing(passphrase.opened(arguments)) as inspection:
        stopping.begin()
        yield inspection


@contextmanager
def writing(arguments: Arguments) -> Iterator[Inspection]:
    """Open the case for writing, with its lock."""
    with for_writing(passphrase.opened(arguments)) as inspection:
        stopping.begin()
        yield inspection


@contextmanager
def for_writing(inspection: Inspection) -> Iterator[Inspection]:
    """Take the lock of an open case, and close the case at the end."""
    with closing(inspection), inspection.hold():
        yield inspection
