"""Holding the collector of cyclic garbage off while masses of small values are made that all stay."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cyclic garbage meanwhile; for work that leaves next to none.

    Otherwise Python would go through all those values again and again, for a tenth of the time. Afterwards
    they count as old, so that it does not go through them all at once either. In the window the collector
    is off anyway, and stays so.
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
