from pathlib import Path

import pytest

from assessor.domain.facts import RemovedKind
from assessor.domain.history import History
from assessor.domain.naming import BilingualName
from assessor.domain.vocabulary import Action
from assessor.errors import CaseConflict, Code, InputError
from assessor.operations.evidence import attaching, purging
from assessor.operations.inspection import Inspection
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage.verification.verification import verify
from assessor.words import Language
from assessor.words.naming import about
from assessor.words.problems.sentences import sentence

SUBJECT, ITEM = "cp_minamo", "CP-1-01"


@pytest.fixture
def history(fresh: Inspection, tmp_path: Path) -> History:
    """A case with two detached files of different sizes, and one that is linked."""
    made = History(fresh.apply)
    for name, content in (("小.pdf", b"s"), ("大.pdf", b"l" * 3_000_000), ("使用中.pdf", b"in use")):
        (tmp_path / name).write_bytes(content)
        made.record(attaching.attach(fresh, SUBJECT, ITEM, [tmp_path / name], quiet()).change_set)
    for evidence in attaching.all_evidence(fresh):
        if evidence.name != "使用中.pdf":
            made.do(attaching.detach(fresh, evidence))
    return made


def test_that_what_nothing_links_is_listed_the_largest_first(fresh: Inspection, history: History):
    found = purging.unlinked(fresh)
    assert [(one.name, one.size, one.item, one.reviewer) for one in found] == [
        ("大.pdf", 3_000_000, ITEM, "評価 太郎"),
        ("小.pdf", 1, ITEM, "評価 太郎"),
    ]
    history.undo()
    assert len(purging.unlinked(fresh)) == 1


def test_that_purging_leaves_an_entry_each_and_a_clean_case(fresh: Inspection, history: History):
    names = [one.sha256 for one in purging.unlinked(fresh)]
    done = purging.purge(fresh, [*names, names[0]], quiet())
    assert (len(done.contents), done.size) == (2, 3_000_001)
    assert purging.unlinked(fresh) == ()
    with fresh.file.read() as work:
        entries = work.journal.entries()[:2]
    assert [entry.change_set.action for entry in entries] == [Action.PURGE] * 2
    gone = [one for entry in entries for one in entry.change_set.facts.purged]
    assert {one.sha256 for one in gone} == set(names)
    assert ("大.pdf", 3_000_000, RemovedKind.CONTENT) in {(one.name, one.size, one.kind) for one in gone}
    told = [about(entry.change_set, BilingualName, Language.JA) for entry in entries]
    assert any(one.startswith("大.pdf（3000000バイト）") for one in told)
    assert verify(fresh.file, quiet()).findings == ()
    assert fresh.history()[-1].action is Action.DETACH


def test_that_undo_says_who_purged_it_and_goes_on_once_the_file_is_back(
    fresh: Inspection, history: History, tmp_path: Path
):
    purging.purge(fresh, [one.sha256 for one in purging.unlinked(fresh)], quiet())
    undoable = history.undoable
    with pytest.raises(CaseConflict) as caught:
        history.undo()
    (problem,) = caught.value.problems
    assert problem.code is Code.CONTENT_PURGED
    assert "評価 太郎" in sentence(problem, Language.JA)
    assert history.undoable is undoable
    files = [tmp_path / "小.pdf", tmp_path / "大.pdf"]
    history.record(attaching.attach(fresh, SUBJECT, "CP-1-02", files, quiet()).change_set)
    history.undo()  # the attachment; the contents stay
    history.undo()
    assert {e.name for e in attaching.all_evidence(fresh)} >= {"使用中.pdf"}
    assert len(attaching.all_evidence(fresh)) == 2


def test_that_what_is_in_use_or_unknown_is_not_purged_nor_anything_with_it(
    fresh: Inspection, history: History
):
    (linked,) = attaching.all_evidence(fresh)
    names = [one.sha256 for one in purging.unlinked(fresh)]
    with pytest.raises(InputError) as caught:
        purging.purge(fresh, [*names, linked.sha256, "0" * 64], quiet())
    assert [problem.code for problem in caught.value.problems] == [Code.CONTENT_LINKED, Code.CONTENT_MISSING]
    assert caught.value.problems[0].place.file == "使用中.pdf"
    assert len(purging.unlinked(fresh)) == 2


def test_that_a_cancelled_purge_deletes_nothing(fresh: Inspection, history: History):
    names = [one.sha256 for one in purging.unlinked(fresh)]

    class Late(Progress):
        def step(self, done: int, total: int) -> None:
            assert total == 3_000_001
            if done:
                self.cancel()
            super().step(done, total)

    with pytest.raises(Cancelled):
        purging.purge(fresh, names, Late())
    assert len(purging.unlinked(fresh)) == 2


def test_that_the_space_is_given_back_and_the_case_goes_on(fresh: Inspection, history: History):
    assert purging.freeable(fresh) == 0
    purging.purge(fresh, [one.sha256 for one in purging.unlinked(fresh)], quiet())
    free = purging.freeable(fresh)
    assert free > 2_990_000
    done = purging.compact(fresh, quiet())
    assert done.before - done.after >= free
    (evidence,) = attaching.all_evidence(fresh)
    fresh.apply(attaching.detach(fresh, evidence))
    assert verify(fresh.file, quiet()).findings == ()
