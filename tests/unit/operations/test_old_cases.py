"""Cases of older schemas: brought up with nothing lost, and the work goes on in them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assessor.domain.change import Actor
from assessor.domain.history import History
from assessor.domain.records import KINDS, Evidence, Inquiry, Response, Return, Round
from assessor.domain.vocabulary import Action, Answer
from assessor.excel.writing import filling
from assessor.operations import viewing
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.operations.returns import accepting, batch
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import Preview
from assessor.operations.verifying import verify_file
from assessor.progress import quiet
from assessor.storage.schema import migrations
from tests.places import CASES
from tests.unit.operations.rounds_in_tests import SUBJECT, held_round, table

if TYPE_CHECKING:
    from collections.abc import Iterator

Tables = dict[str, list[dict[str, object]]]


def read_outside(path: Path) -> Tables:
    """Return every row of every table, read by another program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]
            for name in names
        }


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


NUMBERED: Final = frozenset({"round", "return", "inquiry"})


def brought_up(table: str, row: dict[str, object]) -> dict[str, object]:
    """Return a row of an older schema as it is read now: a number that was a key is an id."""
    found = dict(row)
    if table in NUMBERED:
        found["id"] = str(found.pop("number"))
    if table in {"return", "response", "inquiry"}:
        found["round"] = str(found["round"] or "")
    return found


@pytest.fixture(params=sorted(CASES.glob("v*.assess")), ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a case of an older schema, closed."""
    source: Path = request.param
    path = tmp_path / "点検.assess"
    shutil.copy(source, path)
    assert version(path) == int(source.stem.removeprefix("v")) < migrations.SCHEMA_VERSION
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Inspection]:
    """The case of schema 1, opened and so brought up through every step."""
    path = Path(shutil.copy(CASES / "v1.assess", tmp_path / "点検.assess"))
    made = Inspection.open(path, Actor("後任 次郎", "laptop-2"))
    yield made
    made.close()


def records(inspection: Inspection) -> dict[str, list[object]]:
    with inspection.file.read() as work:
        return {kind.value: list(work.records.all(record)) for kind, record in KINDS.items()}


def test_that_there_is_a_case_of_every_older_schema() -> None:
    found = {path.stem for path in CASES.glob("v*.assess")}
    assert found == {f"v{number}" for number in range(1, migrations.SCHEMA_VERSION)}


def test_that_an_old_case_is_brought_up_with_every_row_and_a_copy_beside_it(old: Path) -> None:
    before, was = read_outside(old), version(old)
    Inspection.open(old, Actor("後任 次郎", "laptop-2")).close()
    assert version(old) == migrations.SCHEMA_VERSION
    after = read_outside(old)
    for name, rows in before.items():
        expected = [brought_up(name, row) for row in rows]
        columns = expected[0].keys() if expected else ()
        assert [{column: row[column] for column in columns} for row in after[name]] == expected, name
        assert not any(row.get("number") for row in after[name] if name in NUMBERED)  # no entry gives it
    copy = old.with_name(f"点検.backup-v{was}.assess")
    assert version(copy) == was
    assert read_outside(copy) == before
    assert sorted(path.name for path in old.parent.iterdir()) == sorted((old.name, copy.name))


def test_that_an_old_case_agrees_with_its_journal(old: Path) -> None:
    Inspection.open(old, Actor("後任 次郎", "laptop-2")).close()
    seen = verify_file(old, quiet())
    assert seen.findings == ()
    assert seen.entries == len(read_outside(old)["journal"])


def test_that_a_case_of_schema_2_keeps_what_came_back_and_what_was_sent(tmp_path: Path) -> None:
    path = Path(shutil.copy(CASES / "v2.assess", tmp_path / "点検.assess"))
    inspection = Inspection.open(path, Actor("後任 次郎", "laptop-2"))
    with inspection.file.read() as work:
        (back,) = work.records.all(Return)
        work.contents.write_to(back.sha256, tmp_path / back.file, quiet())
        sent = exporting.sent_questionnaire(inspection, work, held_round(inspection, 3))
    inspection.close()
    assert (tmp_path / "v1_round_1.xlsx").read_bytes() == (CASES / "v1_round_1.xlsx").read_bytes()
    assert (sent.due_on, len(sent.questions) > 0) == ("2021-01-15", True)


def test_that_its_records_journal_and_evidence_can_be_read(opened: Inspection, tmp_path: Path) -> None:
    with opened.file.read() as work:
        rounds, inquiries = work.records.all(Round), work.records.all(Inquiry)
        responses, evidence = work.records.all(Response), work.records.all(Evidence)
        entries = work.journal.count()
        names = {one.sha256: one.name for one in evidence}
        for sha256, name in names.items():
            work.contents.write_to(sha256, tmp_path / name, quiet())
    assert [(r.subject, r.number, r.sent, bool(r.returned_at)) for r in rounds] == [
        (SUBJECT, 1, "", True),
        (SUBJECT, 2, "", True),
        ("op_kokage", 1, "", False),
    ]
    assert [q.round for q in inquiries] == ["2", "", "2"]
    assert (len(responses), len(evidence), entries) == (26, 3, 17)
    assert (tmp_path / "認証方式仕様書.txt").read_text("utf-8") == "認証方式の見本\n" * 20
    assert (tmp_path / "手順書.txt").read_text("utf-8") == "手順の見本\n" * 10


def test_that_everything_done_in_an_old_case_can_be_undone_and_done_again(opened: Inspection) -> None:
    before = records(opened)
    done = opened.history()
    assert [past.action for past in done] == [
        Action.EXPORT,
        Action.IMPORT,
        *[Action.MARK] * 3,
        *[Action.INQUIRE] * 2,
        Action.EXPORT,
        Action.IMPORT,
        *[Action.ATTACH] * 2,
        Action.INQUIRE,
    ]
    history = History(opened.apply, done)
    while history.undoable:
        history.undo()
    empty = records(opened)
    kept = ("case", "checklist", "group", "subject")
    assert all(empty[kind] == before[kind] for kind in kept)
    assert not any(empty[kind] for kind in empty if kind not in kept)
    while history.redoable:
        history.redo()
    assert records(opened) == before


@pytest.mark.long
def test_that_the_next_round_goes_out_of_an_old_case_and_comes_back(
    opened: Inspection, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = exporting.export(opened, [SUBJECT, "op_kokage"], out, quiet(), Sending(due_on="2021-01-15"))
    third, again = done.files
    assert (third.round, again.round, again.rows) == (3, 1, 31)
    asked = table(third.path)
    assert asked["CP-1-04"]["inquiry"] == "まだ送っていない質問です。"
    assert asked["CP-2-03"]["inquiry"] == "通知の経路をすべてお示しください。"
    assert "CP-1-01" not in asked  # answered, judged, and its inquiry has a reply
    assert asked["CP-2-02"]["previous"].startswith("第1回\n")
    filling.fill(third.path, {"CP-1-04": {"reply": "2回です。"}, "CP-2-02": {"answer": "一部"}})
    seen = batch.read_one(opened, ReceivedFile.at(third.path))
    assert isinstance(seen, Preview), seen
    accepting.accept(opened, [Decision(seen)], quiet())
    assert held_round(opened, 3).returned_at
    rows = {row.state.item.id: row for row in viewing.item_rows(opened, SUBJECT)}
    moved = rows["CP-2-02"].response
    assert moved is not None
    assert (moved.answer, moved.explanation) == (Answer.PARTIAL, "CP-2-02 の状況です。")
    assert moved.round == held_round(opened, 3).id
    assert rows["CP-1-04"].open_inquiries == 0


def test_that_what_an_old_program_sent_is_known_by_its_items(opened: Inspection) -> None:
    with opened.file.read() as work:
        sent = exporting.sent_questionnaire(opened, work, held_round(opened, 1, "op_kokage"))
    assert len(sent.questions) == 31
    assert (sent.due_on, sent.contact) == ("2020-12-01", "点検事務局 内線1234")
    assert not any(question.previous or question.inquiry for question in sent.questions)


def test_that_a_workbook_sent_by_an_old_program_can_still_come_back(opened: Inspection) -> None:
    seen = batch.read_one(opened, ReceivedFile.at(CASES / "v1_round_1.xlsx"))
    assert isinstance(seen, Preview), seen
    assert (seen.subject, seen.round, seen.rows, seen.matched) == ("op_kokage", 1, 31, 31)
    assert (seen.changed, seen.clean) == (2, True)
    accepting.accept(opened, [Decision(seen)], quiet())
    (response,) = viewing.item_detail(opened, "op_kokage", "CP-1-01").responses
    assert (response.answer, response.explanation) == (Answer.IMPLEMENTED, "第1版の質問票への回答です。")
