"""What nothing links any more: known from the journal, purged on purpose, its space given back."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import ChangeSet, creation, removal
from assessor.domain.facts import Facts, PurgedThing
from assessor.domain.records import Evidence, Return
from assessor.domain.vocabulary import Action
from assessor.errors import CaseConflict, CaseFileError, Code
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from assessor.storage.compacting import compact, freeable
from assessor.storage.stores.contents import PIECE
from assessor.storage.unlinked import UnlinkedContent, unlinked
from assessor.storage.verification.verification import verify
from tests.unit.storage.samples import ALPHA, CHECKLIST, GROUP, HANAKO, REVIEW, change_set, code, created
from tests.unit.storage.stores.test_contents import cancelled, counts, noise

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.storage.stores.contents import Content
    from assessor.storage.unit_of_work import UnitOfWork


def link_to(content: Content, name: str = "証跡.pdf") -> Evidence:
    return Evidence(
        subject="alpha",
        item="A-01",
        sha256=content.sha256,
        name=name,
        size=content.size,
        attached_by="花子",
        attached_at="2020-11-01T00:00:00+00:00",
    )


def attached(case: CaseFile, whole: bytes, name: str = "証跡.pdf") -> Evidence:
    with case.write() as work:
        link = link_to(work.contents.keep(whole), name)
        work.apply(change_set(*creation(link), action=Action.ATTACH), HANAKO)
    return link


def detach(case: CaseFile, link: Evidence) -> None:
    case.apply(change_set(*removal(link), action=Action.DETACH), HANAKO)


def purge(work: UnitOfWork, one: UnlinkedContent) -> None:
    work.contents.drop(one.sha256, quiet())
    gone = PurgedThing(one.sha256, one.name, one.size)
    work.apply(ChangeSet(Action.PURGE, "", (), facts=Facts(purged=(gone,))), HANAKO)


def found(case: CaseFile) -> tuple[UnlinkedContent, ...]:
    with case.read() as work:
        return unlinked(work)


def test_that_what_is_linked_is_not_unlinked(case: CaseFile) -> None:
    link = attached(case, b"a")
    assert found(case) == ()
    second = replace(link, item="A-02")
    case.apply(change_set(*creation(second)), HANAKO)
    detach(case, link)
    assert found(case) == ()


def test_that_the_journal_tells_who_took_the_last_link_away_when(case: CaseFile) -> None:
    link = attached(case, b"a")
    other = replace(link, item="A-02", name="別名.pdf")
    case.apply(change_set(*creation(other)), HANAKO)
    detach(case, link)
    detach(case, other)
    (one,) = found(case)
    with case.read() as work:
        last = work.journal.entries()[0]
    assert one == UnlinkedContent(link.sha256, 1, "別名.pdf", "alpha", "A-02", last.id, last.at, "花子")


def test_that_a_return_that_was_undone_leaves_its_workbook(case: CaseFile) -> None:
    with case.write() as work:
        content = work.contents.keep(b"workbook")
        returned = Return(
            subject="alpha",
            round="1",
            id="1",
            file="回答.xlsx",
            sha256=content.sha256,
            size=8,
            report=work.documents.put("{}"),
        )
        work.apply(change_set(*creation(returned), action=Action.IMPORT), HANAKO)
    assert found(case) == ()
    case.apply(change_set(*removal(returned), action=Action.IMPORT), HANAKO)
    (one,) = found(case)
    assert (one.name, one.subject, one.item, one.size) == ("回答.xlsx", "alpha", "", 8)


def test_that_a_purge_deletes_the_bytes_and_the_journal_keeps_the_hash(case: CaseFile) -> None:
    link = attached(case, noise(2 * PIECE + 1))
    kept = attached(case, b"stays")
    detach(case, link)
    with case.write() as work:
        (one,) = unlinked(work)
        purge(work, one)
    assert counts(case) == (1, 1)
    assert found(case) == ()
    with case.read() as work:
        assert list(work.contents.pieces(kept.sha256)) == [b"stays"]
        (gone,) = work.journal.entries()[0].change_set.facts.purged
        assert (gone.sha256, gone.size) == (link.sha256, link.size)
        assert work.journal.history(9)[-1].action is Action.DETACH  # a purge is no step of undo
    assert verify(case, quiet()).findings == ()


def test_that_undo_says_that_a_content_was_purged(case: CaseFile) -> None:
    link = attached(case, b"a", "報告書.pdf")
    detach(case, link)
    with case.write() as work:
        purge(work, unlinked(work)[0])
    undo = change_set(*creation(link), action=Action.DETACH)
    with pytest.raises(CaseConflict) as caught:
        case.apply(undo, HANAKO)
    assert code(caught.value) is Code.CONTENT_PURGED
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.item) == ("報告書.pdf", "A-01")
    assert problem.values["who"] == "花子"
    with case.write() as work:  # the same file again
        work.contents.keep(b"a")
        work.apply(undo, HANAKO)
    assert found(case) == ()


def test_that_undo_says_that_a_returned_workbook_was_purged(case: CaseFile) -> None:
    with case.write() as work:
        content = work.contents.keep(b"workbook")
        report = work.documents.put("{}")
    values = {"file": "回答.xlsx", "sha256": content.sha256, "size": 8, "report": report}
    returned = Return(subject="alpha", round="1", id="1", **values)  # type: ignore[arg-type]  # by name
    with case.write() as work:
        purge(work, UnlinkedContent(content.sha256, 8, "回答.xlsx"))
    with pytest.raises(CaseConflict) as caught:
        case.apply(change_set(*creation(returned), action=Action.IMPORT), HANAKO)
    assert code(caught.value) is Code.CONTENT_PURGED


def test_that_a_link_to_what_was_never_there_is_our_own_mistake(case: CaseFile) -> None:
    with case.write() as work:
        content = work.contents.keep(b"a")
    link = replace(link_to(content), sha256=sha256(b"never").hexdigest())
    with pytest.raises(ValueError, match="cannot hold"):
        case.apply(change_set(*creation(link)), HANAKO)


def test_that_what_is_linked_cannot_be_dropped(case: CaseFile) -> None:
    link = attached(case, b"a")
    with pytest.raises(ValueError, match="cannot hold"), case.write() as work:
        work.contents.drop(link.sha256, quiet())
    assert counts(case) == (1, 1)


@pytest.mark.long
def test_that_a_cancelled_purge_keeps_everything(case: CaseFile) -> None:
    link = attached(case, noise(40 * PIECE))
    detach(case, link)
    with pytest.raises(Cancelled), case.write() as work:
        work.contents.drop(link.sha256, cancelled(20 * PIECE))
    assert counts(case) == (1, 40)


@pytest.fixture(params=["plain", "encrypted"])
def loose(request: pytest.FixtureRequest, tmp_path: Path) -> CaseFile:
    """A case with a megabyte of free pages."""
    key = keys.fresh("合言葉") if request.param == "encrypted" else None
    case = CaseFile.create(tmp_path / "loose.assess", key)
    case.apply(created(GROUP, CHECKLIST, ALPHA, REVIEW), HANAKO)
    with case.write() as work:
        kept = work.contents.keep(noise(PIECE))
    with case.write() as work:
        work.contents.keep(b"stays")
        work.contents.drop(kept.sha256, quiet())
    return case


def test_that_compacting_gives_back_what_it_says(loose: CaseFile, tmp_path: Path) -> None:
    free = freeable(loose)
    assert free >= PIECE
    with loose.read() as work:
        before = work.journal.head()
    done = compact(loose, quiet())
    assert done.before - done.after >= free
    assert loose.path.stat().st_size == done.after
    assert freeable(loose) == 0
    with loose.read() as work:
        assert work.journal.head() == before
        assert list(work.contents.pieces(sha256(b"stays").hexdigest())) == [b"stays"]
    loose.apply(created(replace(REVIEW, item="A-02")), HANAKO)  # goes into the new file
    loose.close()
    again = CaseFile.open(loose.path, loose.key)
    with again.read() as work:
        assert work.journal.count() == 2
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == ["loose.assess"]


def test_that_compacting_can_be_cancelled_at_any_step(loose: CaseFile, tmp_path: Path) -> None:
    whole = loose.path.read_bytes()
    seen: list[int] = []

    class Late(Progress):
        def step(self, done: int, total: int) -> None:
            seen.append(done)
            if done == total:
                self.cancel()
            super().step(done, total)

    for progress in (cancelled(0), cancelled(1), Late()):
        with pytest.raises(Cancelled):
            compact(loose, progress)
        assert loose.path.read_bytes() == whole
        assert [path.name for path in tmp_path.iterdir()] == ["loose.assess"]
    assert max(seen) > 0
    loose.close()


@pytest.mark.skipif(os.name == "nt", reason="a file that is being read cannot be replaced there")
def test_that_who_reads_while_the_file_is_compacted_reads_on_and_then_the_new_one(loose: CaseFile) -> None:
    name = sha256(b"stays").hexdigest()
    with loose.read() as work:
        assert work.contents.size(name) == 5
        compact(loose, quiet())
        assert list(work.contents.pieces(name)) == [b"stays"]
    loose.apply(created(replace(REVIEW, item="A-02")), HANAKO)
    loose.close()
    again = CaseFile.open(loose.path, loose.key)
    with again.read() as work:
        assert work.journal.count() == 2
    again.close()


def test_that_what_cannot_be_written_is_not_compacted(
    loose: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CaseFile, "read_only", property(lambda _: True))
    with pytest.raises(CaseFileError) as caught:
        compact(loose, quiet())
    assert code(caught.value) is Code.READ_ONLY
    loose.close()
