import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assessor.domain.danger import Danger
from assessor.domain.records import Evidence
from assessor.errors import InputError
from assessor.operations import viewing
from assessor.operations.evidence import attaching, copies
from assessor.operations.inspection import Inspection
from assessor.progress import Cancelled, quiet
from assessor.storage.files.processes import born

SUBJECT, ITEM = "cp_minamo", "CP-1-01"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = "_VBA_PROJECT".encode("utf-16-le")


@pytest.fixture(autouse=True)
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own for temporary files."""
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def linked(inspection: Inspection, item: str = ITEM) -> list[Evidence]:
    return list(viewing.item_detail(inspection, SUBJECT, item).evidence)


def attached(inspection: Inspection, folder: Path, name: str, content: bytes = b"evidence") -> Evidence:
    path = folder / name
    path.write_bytes(content)
    attaching.attach(inspection, SUBJECT, ITEM, [path], quiet())
    return next(one for one in linked(inspection) if one.name == name)


def opened(inspection: Inspection, evidence: Evidence, *, anyway: bool = False) -> copies.OpenedCopy:
    folder = copies.private_folder()
    return copies.open_copy(inspection, evidence, folder, quiet(), anyway=anyway)


def test_that_an_opened_copy_is_read_only_in_a_private_folder_and_is_removed(
    fresh: Inspection, tmp_path: Path, aside: Path
):
    evidence = attached(fresh, tmp_path, "登録 フロー.pdf", b"%PDF" * 700_000)
    copy = opened(fresh, evidence).path
    assert copy is not None
    assert copy.name == "登録 フロー.pdf"
    assert copy.read_bytes() == b"%PDF" * 700_000
    assert not copy.stat().st_mode & stat.S_IWRITE
    (folder,) = aside.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    copies.remove_copies(folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "content", "danger"),
    [
        ("setup.exe", b"MZ", Danger.PROGRAM),
        ("登録フロー図.pdf", b"MZ\x90\0", Danger.PROGRAM),
        ("run.ps1", b"Get-Item", Danger.SCRIPT),
        ("集計.xlsm", b"PK\x03\x04", Danger.MACROS),
        ("報告書\u202efdp.scr", b"x", Danger.DISGUISED),
        ("集計.xls", OLD_OFFICE + b"\0" * 600 + MACROS, Danger.MACROS),
        ("集計.doc", OLD_OFFICE + b"\0" * (1024 * 1024 - 14) + MACROS, Danger.MACROS),  # over the seam
    ],
)
def test_that_what_may_do_harm_is_opened_only_when_it_is_wanted_anyway(
    fresh: Inspection, tmp_path: Path, name: str, content: bytes, danger: Danger
):
    evidence = attached(fresh, tmp_path, name, content)
    assert opened(fresh, evidence) == copies.OpenedCopy(None, danger)
    assert [path for path in (tmp_path / "aside").rglob("*") if path.is_file()] == []
    copy = opened(fresh, evidence, anyway=True)
    assert copy.path is not None
    assert copy.path.read_bytes() == content
    assert copy.danger is danger
    assert "\u202e" not in copy.path.name


@pytest.mark.parametrize(
    ("name", "danger"),
    [
        ("領収書. bat", Danger.SCRIPT),
        ("a" * 196 + ".bat" + "x" * 25, Danger.SCRIPT),
        ("あ" * 65 + "a.url" + "z" * 30, Danger.SHORTCUT),
    ],
)
def test_that_the_name_under_which_it_would_be_opened_counts(
    fresh: Inspection, tmp_path: Path, name: str, danger: Danger
):
    evidence = attached(fresh, tmp_path, name)
    assert opened(fresh, evidence) == copies.OpenedCopy(None, danger)


@pytest.mark.parametrize("content", [b"", OLD_OFFICE + b"\0" * 3_000_000, b"x" * 2_000_000])
def test_that_other_evidence_is_opened_without_a_question(fresh: Inspection, tmp_path: Path, content: bytes):
    evidence = attached(fresh, tmp_path, "設定値.xls", content)
    copy = opened(fresh, evidence)
    assert copy.danger is None
    assert copy.path is not None
    assert copy.path.read_bytes() == content


def test_that_a_start_sweeps_what_dead_processes_left_and_nothing_else(aside: Path):
    ours = copies.private_folder()
    (ours / "open.pdf").write_bytes(b"x")
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    left = [aside / f"assessor-{purpose}-{gone.pid}-abc_d1" for purpose in ("evidence", "paste")]
    for folder in left:
        (folder / "in").mkdir(parents=True)
        (folder / "in" / "copy.pdf").write_bytes(b"x")
        (folder / "in" / "copy.pdf").chmod(stat.S_IREAD)
    others = [
        aside / "assessor-evidence-notes",
        aside / f"other-{gone.pid}-abcd",
        aside / "assessor-evidence-1-x",
    ]
    for folder in others:
        folder.mkdir()
    file = aside / f"assessor-evidence-{gone.pid}-file"
    file.write_bytes(b"x")
    assert copies.sweep() == 2
    assert not any(folder.exists() for folder in left)
    assert all(path.exists() for path in (*others, file, ours / "open.pdf"))


def test_that_a_number_that_lives_again_keeps_no_copies(aside: Path):
    ours = copies.private_folder("paste")
    before = aside / f"assessor-evidence-{os.getpid()}-1-abcd"  # of a process that had our number
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        began = born(living.pid)
        again = aside / f"assessor-evidence-{living.pid}-{began + 1}-abcd"
        its_own = aside / f"assessor-evidence-{living.pid}-{began}-abcd"
        unknown = aside / f"assessor-evidence-{living.pid}-0-abcd"
        for folder in (before, again, its_own, unknown):
            folder.mkdir()
        copies.sweep()
        living.communicate(b"\n")
    assert not before.exists()
    assert again.exists() is (began == 0)  # where the system does not tell
    assert all(folder.exists() for folder in (ours, its_own, unknown))


@pytest.mark.skipif(os.name != "posix", reason="links need a right there")
def test_that_sweeping_follows_no_link(aside: Path, tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "kept.txt").write_bytes(b"x")
    (treasure / "kept.txt").chmod(0o444)
    (aside / f"assessor-evidence-{gone.pid}-link").symlink_to(treasure)
    folder = aside / f"assessor-evidence-{gone.pid}-real"
    folder.mkdir()
    (folder / "link").symlink_to(treasure / "kept.txt")
    (folder / "way").symlink_to(treasure)
    assert copies.sweep() == 1
    assert stat.S_IMODE((treasure / "kept.txt").stat().st_mode) == 0o444
    assert not folder.exists()


def test_that_evidence_is_given_out_unchanged_and_replaces_nothing(fresh: Inspection, tmp_path: Path):
    evidence = attached(fresh, tmp_path, "a.txt", os.urandom(2_500_000))
    (path,) = copies.export_evidence(fresh, [evidence], tmp_path, quiet())
    assert path.name == "a (2).txt"
    assert path.read_bytes() == (tmp_path / "a.txt").read_bytes()
    with pytest.raises(InputError):
        copies.export_evidence(fresh, [evidence], tmp_path / "none", quiet())


def test_that_a_cancelled_export_of_evidence_leaves_no_files(fresh: Inspection, tmp_path: Path):
    for number in range(3):
        attached(fresh, tmp_path, f"{number}.bin", os.urandom(1_500_000))
    target = tmp_path / "out"
    target.mkdir()
    progress = quiet()

    def stop(done: int, total: int) -> None:
        assert total == 4_500_000
        if done > 2_000_000:
            raise Cancelled

    progress.step = stop  # type: ignore[method-assign]  # cancel at a certain place
    with pytest.raises(Cancelled):
        copies.export_evidence(fresh, linked(fresh), target, progress)
    assert list(target.iterdir()) == []


def test_that_the_mark_of_the_web_is_a_file_nowhere_else(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    copies.mark_as_foreign(path)
    if sys.platform == "win32":
        assert "ZoneId=3" in Path(f"{path}:Zone.Identifier").read_text(encoding="ascii")
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == ["a.pdf"]
