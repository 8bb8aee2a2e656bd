"""The session: opening, marking, undoing, and what it tells of each."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Outcome, Verdict
from assessor.errors import AssessorError, Code, Problem
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.reviewing import Mark
from assessor.operations.reviewing import mark as propose
from assessor.words import Language
from ui.session.jobs import Job
from ui.session.opening import NewCase
from ui.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable


def finish(qtbot: QtBot, job: Job | None) -> None:
    assert job is not None
    with qtbot.waitSignal(job.finished):
        pass


def an_open_item(session: Session) -> tuple[str, str]:
    """A subject under evaluation, and one of its items that nobody has judged yet."""
    for result in session.results.subjects:
        for state in result.states:
            if result.outcome is Outcome.CONFIRMING and state.verdict is Verdict.UNREVIEWED:
                return result.subject.subject, state.item.id
    raise AssertionError("the sample has such an item")


def test_that_opening_shows_the_first_item_of_the_first_subject(open_session: Session):
    first = open_session.results.subjects[0]
    assert open_session.case.title
    assert open_session.current_subject == first.subject.subject
    assert open_session.current_item in {state.item.id for state in first.states}
    assert open_session.undo_text  # the journal of the sample is the undo history
    assert not open_session.redo_text


def test_that_marking_tells_exactly_what_changed_and_is_undone(open_session: Session, qtbot: QtBot):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    told: list[object] = []
    for signal in (session.reviews_changed, session.subjects_changed):
        signal.connect(told.append)
    with qtbot.waitSignal(session.history_changed):
        assert session.reviews.mark(
            [item], verdict=Verdict.INSUFFICIENT, reason="手順書がない", due="2020-12"
        )
    assert told == [{(subject, item)}, {subject}]
    state = next(s for s in session.results.subject(subject).states if s.item.id == item)
    assert (state.verdict, state.review.reason) == (Verdict.INSUFFICIENT, "手順書がない")
    assert state.review.reviewer == "評価 太郎"
    assert item in session.undo_text
    assert session.reviews.undo()
    state = next(s for s in session.results.subject(subject).states if s.item.id == item)
    assert state.verdict is Verdict.UNREVIEWED
    assert item in session.redo_text
    assert session.reviews.redo()
    assert session.reviews.item_detail(subject, item).row.state.verdict is Verdict.INSUFFICIENT


def test_that_undo_shows_what_it_took_back(open_session: Session):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    session.reviews.mark([item], verdict=Verdict.MET)
    session.select(session.results.subjects[0].subject.subject)
    session.reviews.undo()
    assert (session.current_subject, session.current_item) == (subject, item)


def test_that_a_problem_of_the_input_is_told_and_nothing_changes(
    open_session: Session, failures: list[AssessorError]
):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    before = session.undo_text
    assert not session.reviews.mark([item], verdict=Verdict.NOT_APPLICABLE, reason="")
    assert [p.code for p in failures[0].problems] == [Code.REASON_NEEDED, Code.APPROVER_NEEDED]
    assert session.undo_text == before


def test_that_a_change_made_meanwhile_is_told_and_then_shown(
    open_session: Session, sample: Path, failures: list[AssessorError]
):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    assert session.reviews.mark([item], verdict=Verdict.CONFIRMING)
    other = Inspection.open(sample, this_actor("別の人"))
    other.apply(propose(other, Mark(subject, item, Verdict.MET)))
    other.close()
    assert not session.reviews.undo()
    assert failures[0].problems[0].code is Code.CHANGED_MEANWHILE
    state = next(s for s in session.results.subject(subject).states if s.item.id == item)
    assert state.verdict is Verdict.MET


def test_that_a_case_in_use_is_opened_to_be_read_only(
    open_session: Session, sample_file: Path, tmp_path: Path, qtbot: QtBot, failures: list[AssessorError]
):
    other = Session(reviewer="別の人")
    second = Path(shutil.copy(sample_file, tmp_path / "second.assess"))
    finish(qtbot, other.cases.open(second))
    finish(qtbot, open_session.cases.open(second))
    assert (open_session.path, open_session.read_only) == (second, True)
    assert open_session.other_holder is not None
    assert not open_session.reviews.edit_case("題名", "")
    assert failures[0].problems[0].code is Code.IN_USE
    other.cases.close()


def test_that_the_case_that_is_open_is_not_opened_again(open_session: Session, sample: Path, qtbot: QtBot):
    with qtbot.waitSignal(open_session.said):
        assert open_session.cases.open(sample) is None


def test_that_closing_lets_go_of_the_file(open_session: Session, sample: Path, qtbot: QtBot):
    with qtbot.waitSignal(open_session.closed):
        open_session.cases.close()
    assert not open_session.is_open
    finish(qtbot, open_session.cases.open(sample))
    assert open_session.is_open


def test_that_a_file_that_cannot_be_opened_is_told(
    session: Session, tmp_path: Path, qtbot: QtBot, failures: list[AssessorError]
):
    (tmp_path / "notes.assess").write_text("not a case", encoding="utf-8")
    finish(qtbot, session.cases.open(tmp_path / "notes.assess"))
    finish(qtbot, session.cases.open(tmp_path / "nowhere.assess"))
    assert [error.problems[0].code for error in failures] == [Code.NOT_A_CASE, Code.NOT_FOUND]
    assert not session.is_open


def test_that_a_new_case_is_made_from_a_plan(session: Session, tmp_path: Path, qtbot: QtBot):
    finish(qtbot, session.cases.load_library())
    assert session.library is not None
    finish(
        qtbot, session.cases.create(NewCase(tmp_path / "new.assess", "published_2020", "新しい点検", "窓口"))
    )
    assert (session.case.title, session.case.contact) == ("新しい点検", "窓口")
    assert session.results.subjects
    assert not session.undo_text


def test_that_title_and_contact_can_be_changed_and_taken_back(open_session: Session, qtbot: QtBot):
    with qtbot.waitSignal(open_session.case_changed):
        assert open_session.reviews.edit_case("別の題名", "別の窓口")
    assert open_session.case.title == "別の題名"
    with qtbot.waitSignal(open_session.case_changed):
        assert open_session.reviews.undo()
    assert open_session.case.title != "別の題名"


def test_that_attaching_tells_of_the_item_and_can_be_undone(
    open_session: Session, tmp_path: Path, qtbot: QtBot, failures: list[AssessorError]
):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    file = tmp_path / "証跡 1.txt"
    file.write_text("画面の写し", encoding="utf-8")
    before = len(session.reviews.item_detail(subject, item).evidence)
    job = session.evidence.attach([file, tmp_path / "gone.txt"])
    with qtbot.waitSignal(session.reviews_changed) as told:
        finish(qtbot, job)
    assert told.args[0] == {(subject, item)}
    evidence = session.reviews.item_detail(subject, item).evidence
    assert len(evidence) == before + 1
    assert failures[0].problems[0].code is Code.FILE_VANISHED
    assert any(link.name == "証跡 1.txt" for link in session.evidence.all_evidence())
    assert session.reviews.undo()
    assert len(session.reviews.item_detail(subject, item).evidence) == before


def test_that_evidence_opens_as_a_copy_that_goes_with_the_case(
    open_session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    session, shown = open_session, list[Path]()

    def show(path: Path) -> bool:
        shown.append(path)
        return True

    monkeypatch.setattr("ui.desktop.show", show)
    evidence = session.evidence.all_evidence()[0]
    finish(qtbot, session.evidence.open_evidence(evidence))
    assert shown[0].name == evidence.name
    assert shown[0].stat().st_size == evidence.size
    finish(qtbot, session.evidence.export_evidence([evidence], tmp_path))
    assert (tmp_path / evidence.name).read_bytes() == shown[0].read_bytes()
    session.cases.close()
    assert not shown[0].exists()


def test_that_nothing_is_changed_while_evidence_is_being_attached(
    open_session: Session, tmp_path: Path, qtbot: QtBot
):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    file = tmp_path / "large.bin"
    file.write_bytes(b"x" * 1000)
    job = session.evidence.attach([file])
    with qtbot.waitSignal(session.said):
        assert not session.reviews.mark([item], verdict=Verdict.MET)
    finish(qtbot, job)
    assert session.reviews.mark([item], verdict=Verdict.MET)


def test_that_a_case_that_vanished_is_told_and_the_session_lives_on(
    open_session: Session, sample: Path, failures: list[AssessorError], monkeypatch: pytest.MonkeyPatch
):
    session = open_session
    subject, item = an_open_item(session)

    def gone(*_: object) -> None:
        raise AssessorError(Problem(Code.NOT_FOUND))

    monkeypatch.setattr("assessor.operations.viewing.look", gone)
    monkeypatch.setattr("assessor.operations.viewing.detail", gone)
    assert sample.exists()
    assert session.reviews.item_rows(subject) == ()
    assert session.reviews.item_detail(subject, item).row.state.item.id == item
    assert len(failures) == 2


def test_that_words_of_undo_are_in_the_language_of_the_window(open_session: Session, qtbot: QtBot):
    session = open_session
    subject, item = an_open_item(session)
    session.select(subject, item)
    session.reviews.mark([item], verdict=Verdict.MET)
    assert session.undo_text.startswith("評価 ")
    with qtbot.waitSignal(session.language_changed):
        session.set_language(Language.EN)
    assert session.undo_text.startswith("Mark ")


def test_that_a_bug_in_a_job_reaches_the_hook_of_the_process(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("assessor.catalog.load", broken)
    with qtbot.capture_exceptions() as caught:
        finish(qtbot, session.cases.load_library())
    assert caught[0][0] is ZeroDivisionError


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_that_without_history_nothing_happens(session: Session, verb: str):
    step: Callable[[], bool] = getattr(session.reviews, verb)
    assert not step()
