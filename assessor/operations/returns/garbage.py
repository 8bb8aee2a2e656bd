"""Suspending the collector of cyclic garbage while large numbers of lasting values are made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Suspend the collection of cyclic garbage, for work that makes next to none.

    Otherwise Python would scan all those values repeatedly, for a tenth of the time. Afterwards they are
    moved to the oldest generation, so that they are not scanned at once either. In the window the collector
    is off anyway and stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # into the oldest generation
        gc.enable()
