"""Contents: kept once, whole or not at all, and given back as they were."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.errors import AssessorError, CaseFileError, Code, InputError
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage.stores.contents import PIECE, Content
from tests.unit.storage.samples import HANAKO, REVIEW, code, created, outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.storage.case_file import CaseFile

SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]


def noise(size: int, seed: bytes = b"") -> bytes:
    block = sha256(seed + str(size).encode()).digest()
    return (block * (size // 32 + 1))[:size]


def put(case: CaseFile, source: Path, progress: Progress | None = None) -> Content:
    with case.write() as work:
        return work.contents.put(source, progress or quiet())


def taken(case: CaseFile, content: bytes) -> Content:
    source = case.path.with_name("source.bin")
    source.write_bytes(content)
    return put(case, source)


def refusal(case: CaseFile, source: Path, progress: Progress | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        put(case, source, progress)
    assert caught.value.problems[0].place.file == source.name
    assert counts(case) == (0, 0)
    return caught.value


def counts(case: CaseFile) -> tuple[object, ...]:
    return outside(case.path, "SELECT (SELECT count(*) FROM content), (SELECT count(*) FROM piece)")[0]


def meanwhile(act: Callable[[], object], at: int = 1) -> Progress:
    """Let something happen when so many bytes were read."""
    happened: list[object] = []

    class Eventful(Progress):
        def step(self, done: int, total: int) -> None:
            if done >= at and not happened:
                happened.append(act())
            super().step(done, total)

    return Eventful()


def cancelled(at: int) -> Progress:
    """Be cancelled when so many bytes were read."""

    class Impatient(Progress):
        def step(self, done: int, total: int) -> None:
            if done >= at:
                self.cancel()
            super().step(done, total)

    return Impatient()


@pytest.mark.parametrize("size", SIZES)
def test_that_a_content_comes_back_as_it_was(case: CaseFile, tmp_path: Path, size: int) -> None:
    content = noise(size)
    kept = taken(case, content)
    assert kept == Content(sha256(content).hexdigest(), size)
    with case.read() as work:
        assert work.contents.size(kept.sha256) == size
        assert b"".join(work.contents.pieces(kept.sha256)) == content
        work.contents.write_to(kept.sha256, tmp_path / "back.bin", quiet())
    assert (tmp_path / "back.bin").read_bytes() == content
    assert counts(case) == (1, -(-size // PIECE))
    assert sorted(found.name for found in tmp_path.iterdir()) == ["back.bin", "source.bin", case.path.name]


@pytest.mark.parametrize("size", SIZES)
def test_that_the_same_content_is_kept_once(case: CaseFile, size: int) -> None:
    first = taken(case, noise(size))
    before = case.path.stat().st_size
    assert taken(case, noise(size)) == first
    assert counts(case) == (1, -(-size // PIECE))
    assert case.path.stat().st_size == before


def test_that_contents_of_one_size_are_told_apart_wherever_they_differ(case: CaseFile) -> None:
    size = 3 * PIECE
    contents = [noise(size)]
    for position in (0, PIECE, 2 * PIECE + 7, size - 1):
        changed = bytearray(contents[0])
        changed[position] ^= 1
        contents.append(bytes(changed))
    kept = [taken(case, content) for content in contents]
    assert counts(case) == (5, 15)
    assert [taken(case, content) for content in contents] == kept
    assert counts(case) == (5, 15)
    with case.read() as work:
        for content, found in zip(contents, kept, strict=True):
            assert b"".join(work.contents.pieces(found.sha256)) == content


def test_that_one_scope_can_take_many_files(case: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    with case.write() as work:
        names = [work.contents.put(tmp_path / name, quiet()).sha256 for name in "aba"]
    assert names[0] == names[2] != names[1]
    assert counts(case) == (2, 2)


def test_that_progress_is_told_in_bytes(case: CaseFile, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []

    class Telling(Progress):
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    size = 2 * PIECE + 1
    (tmp_path / "source.bin").write_bytes(noise(size))
    expected = [(0, size), (PIECE, size), (2 * PIECE, size), (size, size)]
    kept = put(case, tmp_path / "source.bin", Telling())
    assert steps == expected
    steps.clear()
    with case.read() as work:
        work.contents.write_to(kept.sha256, tmp_path / "back.bin", Telling())
    assert steps == expected


def test_that_a_folder_or_nothing_is_no_evidence(case: CaseFile, tmp_path: Path) -> None:
    assert code(refusal(case, tmp_path)) is Code.FILE_IS_FOLDER
    assert code(refusal(case, tmp_path / "missing.pdf")) is Code.FILE_VANISHED
    assert code(refusal(case, tmp_path / ("x" * 300))) in {Code.CANNOT_READ, Code.FILE_VANISHED}


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes of this kind")
def test_that_a_pipe_is_no_evidence(case: CaseFile, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code(refusal(case, tmp_path / "pipe")) is Code.CANNOT_READ


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(errno.ENOENT, "gone"), Code.FILE_VANISHED),
        (OSError(errno.EIO, "no"), Code.CANNOT_READ),
    ],
)
def test_that_a_file_that_cannot_be_opened_is_told(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: Code
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise error

    (tmp_path / "source.bin").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    assert code(refusal(case, tmp_path / "source.bin")) is expected


def append(source: Path) -> None:
    with source.open("ab") as file:
        file.write(b"more")


def rewrite(source: Path) -> None:
    with source.open("r+b") as file:
        file.write(b"other")
    os.utime(source, ns=(1, 1))


def shorten(source: Path) -> None:
    os.truncate(source, PIECE)


def exchange(source: Path) -> None:
    other = source.with_name("other")
    other.write_bytes(source.read_bytes())
    found = source.stat()
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(source)


@pytest.mark.parametrize("change", [append, rewrite, shorten, exchange])
def test_that_a_file_that_changes_while_it_is_read_is_refused(
    case: CaseFile, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    if change is exchange and os.name == "nt":
        pytest.skip("an open file cannot be replaced there")
    source = tmp_path / "source.bin"
    source.write_bytes(noise(3 * PIECE))
    assert code(refusal(case, source, meanwhile(lambda: change(source)))) is Code.FILE_CHANGED


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_that_a_file_that_vanishes_while_it_is_read_is_refused(case: CaseFile, tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(noise(3 * PIECE))
    assert code(refusal(case, source, meanwhile(source.unlink))) is Code.FILE_VANISHED


def test_that_a_scope_that_goes_on_without_a_refused_file_keeps_the_others(
    case: CaseFile, tmp_path: Path
) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).write_bytes(noise(3 * PIECE, name.encode()))
    before = case.path.stat().st_size
    with case.write() as work:
        with pytest.raises(InputError):
            work.contents.put(tmp_path / "bad", meanwhile(lambda: append(tmp_path / "bad")))
        work.contents.put(tmp_path / "good", quiet())
        work.apply(created(REVIEW), HANAKO)
    assert counts(case) == (1, 3)
    assert case.path.stat().st_size < before + 4 * PIECE


@pytest.mark.parametrize("at", [0, 1, 2 * PIECE, 4 * PIECE])
def test_that_cancelling_at_any_step_leaves_no_piece(case: CaseFile, tmp_path: Path, at: int) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(noise(4 * PIECE))
    before = case.path.stat().st_size
    progress = cancelled(at)
    with pytest.raises(Cancelled):
        put(case, source, progress)
    assert counts(case) == (0, 0)
    assert case.path.stat().st_size == before
    assert put(case, source).size == 4 * PIECE


def test_that_a_content_that_is_not_there_is_missing(case: CaseFile, tmp_path: Path) -> None:
    with case.read() as work:
        for verb in (
            lambda: work.contents.size("0" * 64),
            lambda: list(work.contents.pieces("0" * 64)),
            lambda: work.contents.write_to("0" * 64, tmp_path / "back.bin", quiet()),
        ):
            with pytest.raises(CaseFileError) as caught:
                verb()
            assert code(caught.value) is Code.CONTENT_MISSING
            assert caught.value.problems[0].values == {"sha256": "0" * 64}
    assert not (tmp_path / "back.bin").exists()


DAMAGE = [
    "UPDATE piece SET bytes=zeroblob(length(bytes)) WHERE number=1",
    "DELETE FROM piece WHERE number=1",
    "DELETE FROM piece WHERE number=2",
]


@pytest.mark.parametrize("statement", DAMAGE)
def test_that_a_damaged_content_is_never_written_out(case: CaseFile, tmp_path: Path, statement: str) -> None:
    kept = taken(case, noise(3 * PIECE))
    outside(case.path, statement)
    (tmp_path / "back.bin").write_bytes(b"what was there")
    with case.read() as work, pytest.raises(CaseFileError) as caught:
        work.contents.write_to(kept.sha256, tmp_path / "back.bin", quiet())
    assert code(caught.value) is Code.CONTENT_DAMAGED
    assert (tmp_path / "back.bin").read_bytes() == b"what was there"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("statement", DAMAGE)
def test_that_attaching_the_sound_file_again_mends_a_damaged_content(case: CaseFile, statement: str) -> None:
    kept = taken(case, noise(3 * PIECE))
    outside(case.path, statement)
    assert taken(case, noise(3 * PIECE)) == kept
    with case.read() as work:
        assert b"".join(work.contents.pieces(kept.sha256)) == noise(3 * PIECE)
    assert counts(case) == (1, 3)


def test_that_a_content_under_a_wrong_name_does_not_stand_for_the_file(case: CaseFile) -> None:
    taken(case, noise(PIECE + 1))
    outside(case.path, f"UPDATE content SET sha256='{'0' * 64}'")
    kept = taken(case, noise(PIECE + 1))
    with case.read() as work:
        assert b"".join(work.contents.pieces(kept.sha256)) == noise(PIECE + 1)
    assert counts(case) == (2, 4)


@pytest.mark.parametrize(
    ("name", "expected"), [("missing/back.bin", Code.NO_FOLDER), ("folder", Code.IS_FOLDER)]
)
def test_that_a_target_that_cannot_be_written_is_told(
    case: CaseFile, tmp_path: Path, name: str, expected: Code
) -> None:
    (tmp_path / "folder").mkdir()
    kept = taken(case, b"x")
    with case.read() as work, pytest.raises(AssessorError) as caught:
        work.contents.write_to(kept.sha256, tmp_path / name, quiet())
    assert code(caught.value) in {expected, Code.CANNOT_WRITE if os.name == "nt" else expected}
    assert not list(tmp_path.glob("*.part"))


def test_that_cancelling_a_copy_out_leaves_the_target_as_it_was(case: CaseFile, tmp_path: Path) -> None:
    kept = taken(case, noise(3 * PIECE))
    progress = cancelled(PIECE)
    with case.read() as work, pytest.raises(Cancelled):
        work.contents.write_to(kept.sha256, tmp_path / "back.bin", progress)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["source.bin", case.path.name]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_that_a_full_disk_under_the_target_is_told(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [taken(case, b"x"), taken(case, noise(2 * PIECE))]
    full = Path("/dev/full").open
    monkeypatch.setattr(Path, "open", lambda _self, _mode: full("wb"))
    for content in kept:
        with case.read() as work, pytest.raises(AssessorError) as caught:
            work.contents.write_to(content.sha256, tmp_path / "back.bin", quiet())
        assert code(caught.value) is Code.DISK_FULL


def test_that_what_goes_wrong_while_telling_progress_is_not_the_files_fault(
    case: CaseFile, tmp_path: Path
) -> None:
    class Torn(Progress):
        def step(self, done: int, total: int) -> None:  # noqa: ARG002 - as Progress has it
            raise BrokenPipeError

    kept = taken(case, b"x")
    with pytest.raises(BrokenPipeError):
        put(case, tmp_path / "source.bin", Torn())
    with case.read() as work, pytest.raises(BrokenPipeError):
        work.contents.write_to(kept.sha256, tmp_path / "back.bin", Torn())
    assert not list(tmp_path.glob("*.part"))
