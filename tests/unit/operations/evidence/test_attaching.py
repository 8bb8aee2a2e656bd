import os
from pathlib import Path

import pytest

from assessor.domain.history import History
from assessor.domain.records import Evidence
from assessor.errors import Code, InputError
from assessor.operations import viewing
from assessor.operations.evidence import attaching, copies
from assessor.operations.inspection import Inspection
from assessor.progress import Cancelled, Progress, quiet

SUBJECT, ITEM = "cp_minamo", "CP-1-01"


def entries(inspection: Inspection) -> int:
    with inspection.file.read() as work:
        return work.journal.count()


def linked(inspection: Inspection, item: str = ITEM) -> list[Evidence]:
    return list(viewing.item_detail(inspection, SUBJECT, item).evidence)


def written(folder: Path, name: str, content: bytes = b"evidence") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_that_files_are_attached_in_one_change_set_and_undone_in_one(fresh: Inspection, tmp_path: Path):
    files = [written(tmp_path, "a.txt", b"a"), written(tmp_path, "証跡.pdf", b"b" * 3_000_000)]
    history = History(fresh.apply)
    history.record(attaching.attach(fresh, SUBJECT, ITEM, files, quiet()).change_set)
    assert {(e.name, e.size, e.attached_by) for e in linked(fresh)} == {
        ("a.txt", 1, "評価 太郎"),
        ("証跡.pdf", 3_000_000, "評価 太郎"),
    }
    history.undo()
    assert linked(fresh) == []
    history.redo()
    assert len(linked(fresh)) == 2


def test_that_one_bad_file_is_named_and_the_others_are_attached(fresh: Inspection, tmp_path: Path):
    files = [tmp_path, tmp_path / "gone.txt", written(tmp_path, "a.txt")]
    done = attaching.attach(fresh, SUBJECT, ITEM, files, quiet())
    assert [e.name for e in linked(fresh)] == ["a.txt"]
    assert {p.code for p in done.problems} == {Code.FILE_IS_FOLDER, Code.FILE_VANISHED}


def test_that_a_file_that_changes_while_it_is_read_leaves_nothing_of_itself(
    fresh: Inspection, tmp_path: Path
):
    changing = written(tmp_path, "log.txt", b"x" * 3_000_000)
    steady = written(tmp_path, "steady.txt")

    def grow(*_: int) -> None:
        if changing.stat().st_size == 3_000_000:
            with changing.open("ab") as file:
                file.write(b"more")

    done = attaching.attach(fresh, SUBJECT, ITEM, [changing, steady], Progress(grow))
    assert [p.code for p in done.problems] == [Code.FILE_CHANGED]
    assert [e.name for e in linked(fresh)] == ["steady.txt"]
    export = copies.export_evidence(fresh, linked(fresh), tmp_path, quiet())
    assert export[0].read_bytes() == b"evidence"


def test_that_nothing_is_written_when_every_file_is_bad(fresh: Inspection, tmp_path: Path):
    before = entries(fresh)
    with pytest.raises(InputError):
        attaching.attach(fresh, SUBJECT, ITEM, [tmp_path / "gone"], quiet())
    assert entries(fresh) == before


def test_that_a_cancelled_attachment_leaves_no_evidence(fresh: Inspection, tmp_path: Path):
    progress = quiet()
    progress.cancel()
    with pytest.raises(Cancelled):
        attaching.attach(fresh, SUBJECT, ITEM, [written(tmp_path, "a", b"a" * 5_000_000)], progress)
    assert linked(fresh) == []


def test_that_the_same_content_is_linked_to_a_review_once(fresh: Inspection, tmp_path: Path):
    first, second = written(tmp_path, "a.txt"), written(tmp_path, "copy.txt")
    done = attaching.attach(fresh, SUBJECT, ITEM, [first, second], quiet())
    assert [(p.code, p.values["name"]) for p in done.problems] == [(Code.ALREADY_ATTACHED, "a.txt")]
    assert len(linked(fresh)) == 1


def test_that_one_file_serves_several_reviews_and_is_kept_once(fresh: Inspection, tmp_path: Path):
    attaching.attach(fresh, SUBJECT, ITEM, [written(tmp_path, "a.txt")], quiet())
    (evidence,) = linked(fresh)
    fresh.apply(attaching.link(fresh, evidence, SUBJECT, "CP-1-02"))
    assert [e.name for e in linked(fresh, "CP-1-02")] == ["a.txt"]
    assert len(attaching.all_evidence(fresh)) == 2
    assert viewing.subject_result(fresh, SUBJECT).evidence == 1
    with pytest.raises(InputError) as error:
        attaching.link(fresh, evidence, SUBJECT, "CP-1-02")
    assert error.value.problems[0].code is Code.ALREADY_ATTACHED
    fresh.apply(attaching.detach(fresh, evidence))
    assert linked(fresh) == []


def test_that_an_unknown_item_takes_no_evidence(fresh: Inspection, tmp_path: Path):
    with pytest.raises(InputError) as error:
        attaching.attach(fresh, SUBJECT, "CP-9-99", [written(tmp_path, "a")], quiet())
    assert error.value.problems[0].code is Code.UNKNOWN_ITEM


@pytest.mark.skipif(os.name == "nt", reason="Windows has no names that cannot be decoded")
def test_that_a_file_with_an_undecodable_name_is_attached(fresh: Inspection, tmp_path: Path):
    path = tmp_path / os.fsdecode(b"\xffname.txt")
    path.write_bytes(b"x")
    attaching.attach(fresh, SUBJECT, ITEM, [path], quiet())
    assert linked(fresh)[0].name == "\ufffdname.txt"
