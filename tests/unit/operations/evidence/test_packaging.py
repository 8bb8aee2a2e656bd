"""Evidence packages: everything in them, nothing half done, checked by the tool that evaluators have."""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from python_calamine import CalamineWorkbook

from assessor.errors import CaseFileError, Code, InputError
from assessor.operations.evidence import attaching, packaging
from assessor.operations.evidence.package_layout import LONGEST, units
from assessor.operations.evidence.packaging import WrittenPackage
from assessor.operations.inspection import Inspection
from assessor.progress import Cancelled, Progress, quiet
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from tests.patience import PROCESS

pytestmark = pytest.mark.long

FIRST, SECOND = "cp_minamo", "op_katatsumuri"
BESIDE = {"SHA256SUMS", "index.xlsx", "index.csv", "README.txt"}
FORMS = ["package", "package.zip"]


def attach(inspection: Inspection, subject: str, item: str, path: Path) -> None:
    attaching.attach(inspection, subject, item, [path], quiet())


@pytest.fixture
def filled(fresh: Inspection, tmp_path: Path) -> Inspection:
    """A case with evidence of every awkward kind, for two subjects."""
    first, second = (fresh_items(fresh, subject) for subject in (FIRST, SECOND))
    files: list[tuple[str, str, str, bytes]] = [
        (FIRST, first[0], "画面の写し.png", b"a" * 2_500_000),
        (FIRST, first[0], "＝SUM(A1).csv", b"=1+1"),
        (FIRST, first[1], "空.txt", b""),
        (SECOND, second[0], "con.pdf", b"reserved"),
        (SECOND, second[0], f"{'長い名前' * 15}.tar.gz", b"long"),
    ]
    for subject, item, name, content in files:
        (tmp_path / name).write_bytes(content)
        attach(fresh, subject, item, tmp_path / name)
    for folder in ("x", "y"):  # one name twice, and twice the same but for capitals and width
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ログ.txt").write_bytes(folder.encode())
        attach(fresh, FIRST, first[0], tmp_path / folder / "ログ.txt")
    (tmp_path / "ﾛｸﾞ.TXT").write_bytes(b"wide")
    attach(fresh, FIRST, first[0], tmp_path / "ﾛｸﾞ.TXT")
    (shared,) = [e for e in attaching.all_evidence(fresh) if e.name == "画面の写し.png"]
    fresh.apply(attaching.link(fresh, shared, FIRST, first[1]))
    return fresh


def fresh_items(inspection: Inspection, subject: str) -> list[str]:
    with inspection.file.read() as work:
        return [item.id for item in inspection.items(inspection.subject(work, subject))]


def packaged(inspection: Inspection, target: Path, *subjects: str) -> WrittenPackage:
    return packaging.package(inspection, target, Language.JA, quiet(), subjects=subjects)


def unpacked(target: Path) -> Path:
    """Return the folder of a package; a zip file is unpacked."""
    if target.is_dir():
        return target
    folder = target.with_suffix("")
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def index_of(folder: Path) -> list[dict[str, str]]:
    text = (folder / "index.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", FORMS)
def test_that_a_package_holds_every_link_as_it_was_attached(filled: Inspection, tmp_path: Path, form: str):
    done = packaged(filled, tmp_path / form)
    held = contents(unpacked(done.path))
    evidence = attaching.all_evidence(filled)
    assert len(held) == len(evidence) + len(BESIDE) == done.files + len(BESIDE)
    assert sum(len(whole) for path, whole in held.items() if path not in BESIDE) == done.size
    hashes = sorted(sha256(whole).hexdigest() for path, whole in held.items() if path not in BESIDE)
    assert hashes == sorted(one.sha256 for one in evidence)
    assert done.sums == sha256(held["SHA256SUMS"]).hexdigest()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
@pytest.mark.parametrize("form", FORMS)
def test_that_sha256sum_itself_finds_every_file_sound_and_a_changed_one_not(
    filled: Inspection, tmp_path: Path, form: str
):
    folder = unpacked(packaged(filled, tmp_path / form).path)

    def check() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sha256sum", "-c", "SHA256SUMS"],
            cwd=folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            timeout=PROCESS,
        )

    sound = check()
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.count(": OK") == len(contents(folder)) - 1
    path = index_of(folder)[0]["ファイル"]
    (folder / path).write_bytes(b"other")
    changed = check()
    assert changed.returncode == 1
    assert f"{path}: FAILED" in changed.stdout


@pytest.mark.parametrize("form", FORMS)
def test_that_both_indexes_tell_of_every_file(filled: Inspection, tmp_path: Path, form: str):
    folder = unpacked(packaged(filled, tmp_path / form).path)
    held, rows = contents(folder), index_of(folder)
    assert {row["ファイル"] for row in rows} == set(held) - BESIDE
    for row in rows:
        assert sha256(held[row["ファイル"]]).hexdigest() == row["SHA-256"]
        assert len(held[row["ファイル"]]) == int(row["サイズ（バイト）"])
        assert row["添付者"] == "評価 太郎"
        assert row["点検項目"]
        assert row["フェーズ"] in row["ファイル"]
        assert row["項目ID"] in row["ファイル"]
    with CalamineWorkbook.from_path(folder / "index.xlsx") as book:
        table = book.get_sheet_by_name("証跡一覧").to_python()
    heading = next(number for number, line in enumerate(table) if line[0] == "点検対象")
    assert [str(line[4]) for line in table[heading + 1 :]] == [row["ファイル"] for row in rows]
    assert not any("評価区分" in str(cell) for line in table for cell in line)  # no verdicts


def test_that_files_lie_by_subject_phase_and_item_under_names_that_fit_anywhere(
    filled: Inspection, tmp_path: Path
):
    rows = index_of(packaged(filled, tmp_path / "package").path)
    paths = [row["ファイル"] for row in rows]
    assert paths[0].split("/")[:2] == ["01_みなもペイ", "①アカウント作成"]
    assert len({path.casefold() for path in paths}) == len(paths)
    names = [path.rpartition("/")[2] for path in paths]
    assert {"ログ.txt", "ログ (2).txt", "ﾛｸﾞ (3).TXT", "_con.pdf"} <= set(names)
    for path in paths:
        assert units(path) <= LONGEST
        assert all(0 < len(part.encode()) <= 255 for part in path.split("/"))
        assert not any(part.endswith((".", " ")) for part in path.split("/"))
    assert [row["元のファイル名"] for row in rows if row["ファイル"].endswith(".gz")] == [
        f"{'長い名前' * 15}.tar.gz"
    ]


def test_that_the_name_of_a_file_is_no_formula_in_the_csv(fresh: Inspection, tmp_path: Path):
    (tmp_path / "=HYPERLINK(1).txt").write_bytes(b"x")
    attach(fresh, FIRST, "CP-1-01", tmp_path / "=HYPERLINK(1).txt")
    (row,) = index_of(packaged(fresh, tmp_path / "package").path)
    assert row["元のファイル名"] == "'=HYPERLINK(1).txt"


@pytest.mark.parametrize("form", FORMS)
def test_that_all_evidence_that_is_damaged_is_told_with_its_name_and_item(
    filled: Inspection, tmp_path: Path, form: str
):
    spoilt = {"con.pdf": "UPDATE piece SET bytes = x'00'", "ﾛｸﾞ.TXT": "DELETE FROM piece"}
    held = {one.name: one for one in attaching.all_evidence(filled) if one.name in spoilt}
    with filled.file.write() as work:
        for name, statement in spoilt.items():
            work.scope.connection.exec_driver_sql(
                f"{statement} WHERE content = (SELECT id FROM content WHERE sha256=?)", (held[name].sha256,)
            )
    with pytest.raises(CaseFileError) as caught:
        packaged(filled, tmp_path / form)
    assert not (tmp_path / form).exists()
    told = {problem.place.file: problem for problem in caught.value.problems}
    assert told.keys() == spoilt.keys()
    for name, problem in told.items():
        assert problem.code is Code.CONTENT_DAMAGED
        assert problem.place.item == held[name].item
        assert name in sentence(problem, Language.JA)
    with filled.file.read() as work:
        named = {filled.subject(work, key).name for key in (FIRST, SECOND)}
    assert {problem.place.subject for problem in told.values()} == named


def test_that_only_the_chosen_subjects_are_packaged(filled: Inspection, tmp_path: Path):
    rows = index_of(packaged(filled, tmp_path / "package", SECOND).path)
    with filled.file.read() as work:
        name = filled.subject(work, SECOND).name
    assert {row["点検対象"] for row in rows} == {name}
    assert len(rows) == packaging.countable(filled)[SECOND][0] == 2


def test_that_the_package_tells_which_state_of_the_case_it_is_from(filled: Inspection, tmp_path: Path):
    with filled.file.read() as work:
        head = work.journal.head()
    told = (packaged(filled, tmp_path / "package").path / "README.txt").read_bytes().decode("utf-8-sig")
    assert head.digest in told
    assert filled.case.title in told
    assert "sha256sum -c SHA256SUMS" in told
    english = packaging.package(filled, tmp_path / "english", Language.EN, quiet())
    assert head.digest in (english.path / "README.txt").read_text("utf-8-sig")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", [0, 1, 3_000_000, 4_000_000, -1])
def test_that_a_cancelled_package_leaves_nothing(filled: Inspection, tmp_path: Path, form: str, at: int):
    before = sorted(tmp_path.rglob("*"))

    class Stopped(Progress):
        def step(self, done: int, total: int) -> None:
            if done >= (at if at >= 0 else total):
                self.cancel()
            super().step(done, total)

    with pytest.raises(Cancelled):
        packaging.package(filled, tmp_path / form, Language.JA, Stopped())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("form", FORMS)
def test_that_a_damaged_content_makes_no_package(filled: Inspection, tmp_path: Path, form: str):
    with filled.file.write() as work:
        work.scope.connection.exec_driver_sql("UPDATE piece SET bytes=zeroblob(3) WHERE number=1")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CaseFileError) as caught:
        packaged(filled, tmp_path / form)
    assert caught.value.problems[0].code is Code.CONTENT_DAMAGED
    assert sorted(tmp_path.rglob("*")) == before


def code_of(make: Callable[[], object]) -> Code:
    with pytest.raises(InputError) as caught:
        make()
    return caught.value.problems[0].code


def test_that_nothing_is_replaced_and_nothing_is_packaged_out_of_nothing(
    filled: Inspection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "taken").mkdir()
    assert code_of(lambda: packaged(filled, tmp_path / "taken")) is Code.EXISTS
    assert code_of(lambda: packaged(filled, tmp_path / "none" / "package")) is Code.NO_FOLDER
    assert code_of(lambda: packaged(filled, tmp_path / "package", "own_prepaid")) is Code.NOTHING_TO_PACKAGE
    assert code_of(lambda: packaged(filled, tmp_path / "package", "nobody")) is Code.UNKNOWN_SUBJECT
    monkeypatch.setattr(packaging, "LONGEST", units(str(tmp_path)) + 60)
    assert code_of(lambda: packaged(filled, tmp_path / "package")) is Code.PATH_TOO_LONG
    assert packaged(filled, tmp_path / "package.zip").files == 9  # paths in it are for who unpacks it


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_that_a_full_disk_is_told(filled: Inspection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    full = Path("/dev/full").open
    monkeypatch.setattr(Path, "open", lambda _self, _mode="r", *_: full("wb"))
    assert code_of(lambda: packaged(filled, tmp_path / "package")) is Code.DISK_FULL
    assert not (tmp_path / "package").exists()


def test_that_marking_goes_on_while_a_package_is_made(filled: Inspection, tmp_path: Path):
    (evidence, *_) = attaching.all_evidence(filled)
    other = Thread(target=lambda: filled.apply(attaching.detach(filled, evidence)))

    class Busy(Progress):
        def step(self, done: int, total: int) -> None:
            if other.ident is None and done > 1_000_000:
                other.start()
            super().step(done, total)

    done = packaging.package(filled, tmp_path / "package", Language.JA, Busy())
    other.join()
    assert len(attaching.all_evidence(filled)) == 8
    assert done.files == 9
