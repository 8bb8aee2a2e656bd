"""Contents read in many short scopes: the same bytes, and nobody waits for the end of it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from assessor.errors import CaseFileError, Code
from assessor.progress import Cancelled, quiet
from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.contents import PIECE
from assessor.storage.stores.hashing import Hashing
from assessor.storage.streaming import stream, write_file
from tests.unit.storage.samples import HANAKO, REVIEW, code, created
from tests.unit.storage.stores.test_contents import SIZES, cancelled, noise, taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.storage.keys import Key

MORE = [*SIZES, 4 * PIECE, 4 * PIECE + 1, 11 * PIECE + 5]


@pytest.fixture(scope="module")
def key() -> Key:
    return keys.fresh("合言葉")


@pytest.fixture(params=["plain", "encrypted"])
def any_case(request: pytest.FixtureRequest, tmp_path: Path, key: Key) -> Iterator[CaseFile]:
    made = CaseFile.create(tmp_path / "any.assess", key if request.param == "encrypted" else None)
    yield made
    made.close()


@pytest.mark.long
@pytest.mark.parametrize("size", MORE)
def test_that_a_content_streams_as_it_was(any_case: CaseFile, tmp_path: Path, size: int) -> None:
    kept = taken(any_case, noise(size))
    assert b"".join(stream(any_case, kept.sha256)) == noise(size)
    write_file(any_case, kept.sha256, tmp_path / "back.bin", quiet())
    assert (tmp_path / "back.bin").read_bytes() == noise(size)


def test_that_a_mark_is_recorded_between_two_pieces(case: CaseFile) -> None:
    kept = taken(case, noise(9 * PIECE))
    blocks = stream(case, kept.sha256)
    for _ in range(4):
        next(blocks)
    whole = noise(4 * PIECE) and next(blocks)  # the next scope is open now
    blocks.close()
    case.apply(created(REVIEW), HANAKO)
    assert whole


def test_that_what_is_damaged_or_gone_is_told(any_case: CaseFile) -> None:
    kept = taken(any_case, noise(6 * PIECE))
    with any_case.write() as work:
        work.scope.connection.exec_driver_sql("UPDATE piece SET bytes=zeroblob(9) WHERE number=4")
    with pytest.raises(CaseFileError) as caught:
        list(stream(any_case, kept.sha256))
    assert code(caught.value) is Code.CONTENT_DAMAGED
    blocks = stream(any_case, kept.sha256)
    next(blocks)
    blocks.close()
    with any_case.write() as work:
        work.contents.drop(kept.sha256, quiet())
    with pytest.raises(CaseFileError) as caught:
        next(stream(any_case, kept.sha256))
    assert code(caught.value) is Code.CONTENT_MISSING


def test_that_a_copy_that_is_cancelled_or_damaged_leaves_no_file(any_case: CaseFile, tmp_path: Path) -> None:
    kept = taken(any_case, noise(6 * PIECE))
    with pytest.raises(Cancelled):
        write_file(any_case, kept.sha256, tmp_path / "back.bin", cancelled(PIECE))
    with any_case.write() as work:
        work.scope.connection.exec_driver_sql("DELETE FROM piece WHERE number=5")
    with pytest.raises(CaseFileError):
        write_file(any_case, kept.sha256, tmp_path / "back.bin", quiet())
    assert sorted(found.name for found in tmp_path.iterdir()) == ["any.assess", "source.bin"]


def test_that_hashing_beside_reading_gives_the_same_name() -> None:
    blocks = [b"a" * PIECE, b"", b"b", b"c" * PIECE]
    with Hashing() as hashing:
        for number, block in enumerate(blocks):
            hashing.take(block, last=number == len(blocks) - 1)
        assert hashing.name() == sha256(b"".join(blocks)).hexdigest()
    with Hashing() as hashing:
        assert hashing.name() == sha256(b"").hexdigest()
