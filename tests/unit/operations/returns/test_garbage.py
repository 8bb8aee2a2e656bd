"""Reading and taking over without the collector of cyclic garbage: there is next to nothing for it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.excel.writing import filling
from assessor.operations.inspection import Inspection
from assessor.operations.returns import batch
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.garbage import uncollected
from assessor.progress import quiet
from tests.unit.operations.returning import sent

pytestmark = pytest.mark.long


@pytest.fixture
def collecting() -> Iterator[None]:
    """Let the collector be on, as it is outside of the window."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


def returned(inspection: Inspection, folder: Path) -> list[Path]:
    """Return a good file, damaged ones, and one that is no workbook."""
    good = sent(inspection, folder)
    filling.fill(good, {"CP-1-01": {"answer": "実施済", "explanation": "規程"}})
    content = good.read_bytes()
    others = {
        "cut.xlsx": content[:-100],
        "turned.xlsx": content.replace(b"sheet", b"steeh"),
        "a.pdf": b"%PDF-1",
    }
    for name, other in others.items():
        (folder / name).write_bytes(other)
    return [good, *(folder / name for name in others)]


def test_that_a_batch_leaves_no_cyclic_garbage(fresh: Inspection, tmp_path: Path):
    files = returned(fresh, tmp_path)
    batch.read(fresh, files, quiet())  # what is made once stays
    gc.collect()
    gc.disable()
    try:
        found = batch.read(fresh, files, quiet())
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert (len(found.previews), len(found.files)) == (1, len(files))


@pytest.mark.usefixtures("collecting")
def test_that_the_collector_is_on_again_after_reading_and_taking_over(fresh: Inspection, tmp_path: Path):
    found = batch.read(fresh, returned(fresh, tmp_path), quiet())
    assert gc.isenabled()
    accept(fresh, [Decision(seen) for seen in found.previews], quiet())
    assert gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_that_what_was_made_meanwhile_counts_as_old():
    with uncollected():
        made = [[number] for number in range(3)]
    assert any(one is made for one in gc.get_objects(generation=2))


def test_that_a_collector_that_is_off_stays_off():
    was = gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        if was:
            gc.enable()
