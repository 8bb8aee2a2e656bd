"""Frozen texts and words that a damaged case has lost: what stands in for them, and how the journal tells."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import between
from assessor.domain.records import Return, Review, Round, UsedChecklist
from assessor.domain.vocabulary import Action
from assessor.errors import Code
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.recovery.recovery import RecoveryResult, recover
from tests.unit.storage.pages import leaves_of, wipe
from tests.unit.storage.samples import HANAKO
from tests.unit.storage.trusting import chain_again, do, look, tool

if TYPE_CHECKING:
    from pathlib import Path

REVIEWED = {"A-01", "A-02"}


@pytest.fixture
def worked(path: Path) -> Path:
    """A case with a list, a questionnaire and reviews, and nothing signed."""
    case = CaseFile.open(path)
    with case.write() as work:
        used = work.records.get(UsedChecklist, "fsa")
        do(work, Action.EDIT_CASE, *between(used, replace(used, sha256=work.documents.put('{"items":[]}'))))
        for item in sorted(REVIEWED):
            before = Review(subject="alpha", item=item)
            do(work, Action.MARK, *between(before, replace(before, reason="確認")))
        asking = Round(subject="alpha", id="1")
        sent = work.documents.put('{"sent":1}')
        do(work, Action.EXPORT, *between(asking, replace(asking, items="A-01 A-03", sent=sent)))
    case.close()
    return path


def recovered(path: Path, name: str = "recovered.assess") -> RecoveryResult:
    return recover(path, None, path.with_name(name), HANAKO, quiet())


def test_that_lost_documents_are_told_by_the_journal_and_the_new_case_is_sound(whole: Path) -> None:
    with tool(whole) as connection:
        names = {name for (name,) in connection.execute("SELECT sha256 FROM document")}
        connection.execute("DELETE FROM document")
    done = recovered(whole)
    told = {problem.code for problem in done.verification.findings}
    assert not told & {Code.DOCUMENT_MISSING, Code.DOCUMENT_UNKNOWN}
    assert {loss.key for loss in done.lost if loss.table == "document"} == names
    case = CaseFile.open(done.path)
    with case.read() as work:
        entries = work.journal.entries(newest=len(names))
        assert work.records.all(Return) == []  # it has no place for a report that is not there
        assert {one.sent for one in work.records.all(Round)} == {""}
    case.close()
    assert {entry.change_set.action for entry in entries} == {Action.PURGE}
    assert {one.sha256 for entry in entries for one in entry.change_set.facts.purged} == names
    again = recovered(done.path, "again.assess")
    assert again.whole


def test_that_a_lost_list_that_nobody_has_any_more_is_made_of_the_items_in_use(worked: Path) -> None:
    with tool(worked) as connection:
        connection.execute("DELETE FROM document")
    done = recovered(worked)
    assert done.verification.clean
    assert "点検 1 → 1（復旧）" in {loss.name for loss in done.lost}
    case = CaseFile.open(done.path)
    with case.read() as work:
        used = work.records.get(UsedChecklist, "fsa")
        body = json.loads(work.documents.get(used.sha256))
        assert work.journal.entries(newest=9)[-1].change_set.action is not Action.PURGE
    case.close()
    assert used.version == body["version"] == "1（復旧）"
    assert {item["id"] for item in body["items"]} == {*REVIEWED, "A-03"}


def test_that_a_list_whose_record_is_lost_does_not_take_its_subjects_along(worked: Path) -> None:
    with tool(worked) as connection:
        connection.execute("UPDATE journal SET changes='[]' WHERE id=1")
        connection.execute("DELETE FROM checklist")
    done = recovered(worked)
    assert done.verification.clean
    assert "subject" not in {loss.table for loss in done.lost}
    case = CaseFile.open(done.path)
    with case.read() as work:
        assert {review.item for review in work.records.all(Review)} == REVIEWED
    case.close()


def test_that_a_word_that_is_none_in_an_altered_entry_is_lost_and_the_rest_comes_over(whole: Path) -> None:
    pages = leaves_of(whole, "review")
    with tool(whole) as connection:
        connection.execute("""UPDATE journal SET changes=replace(changes, '"met"', '"mex"')""")
    wipe(whole, *pages)
    done = recovered(whole)
    assert {"journal", "review"} <= {loss.table for loss in done.lost}
    assert done.verification.clean


@pytest.mark.long
@pytest.mark.parametrize(
    "change",
    [
        """["review","alpha/A-01","verdict","unreviewed","insufficienX"]""",
        """["review","alpha/A-01","reason","",[1]]""",
        """["review","alpha/A-01","nothing","",""]""",
        """["subject","alpha","position",0,99999999999999999999]""",
        r"""["review","alpha/A-01","reason","","\ud800"]""",
        """["signoff","alpha/never","signer","","花子"]""",
    ],
)
def test_that_the_journal_ends_before_what_no_case_can_hold_even_when_it_is_chained(
    worked: Path, change: str
) -> None:
    with tool(worked) as connection:
        (last,) = connection.execute("SELECT max(id) FROM journal").fetchone()
        connection.execute("UPDATE journal SET changes=? WHERE id=?", (f"[{change}]", last))
        chain_again(connection)
    done = recovered(worked)
    assert done.entries == last - 1
    assert done.verification.clean


def test_that_what_a_verification_finds_names_the_new_case(worked: Path) -> None:
    with tool(worked) as connection:
        change = '[["review","alpha/A-01","reason","そうではない","確認"]]'
        connection.execute("UPDATE journal SET changes=? WHERE id=3", (change,))
        chain_again(connection)
    done = recovered(worked)
    assert [problem.code for problem in done.verification.findings] == [Code.ENTRY_CONTRADICTS]
    assert {problem.place.file for problem in done.verification.findings} == {str(done.path)}
    assert [problem.code for problem in look(done.path).findings] == [Code.ENTRY_CONTRADICTS]
