"""A damaged case whose frozen lists are lost opens again, with what the library has now or what is in use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessor.domain.checklist import items_of
from assessor.domain.records import Review, Signoff, Subject
from assessor.domain.vocabulary import Stage
from assessor.errors import CaseFileError, Code
from assessor.operations import backups, cases, signing
from assessor.operations.inspection import Inspection
from assessor.progress import quiet
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from tests.unit.conftest import ACTOR

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.operations.backups import RecoveryResult

pytestmark = pytest.mark.long


def older(library: Library) -> Library:
    """Return the library as it was before its lists were updated."""
    lists = {key: replace(one, version=f"{one.version}-0") for key, one in library.checklists.items()}
    return replace(library, rules=replace(library.rules, version="0"), checklists=lists)


@pytest.fixture
def made_before(library: Library, tmp_path: Path) -> Inspection:
    """A case with older lists, closed."""
    case = cases.create(tmp_path / "before.assess", older(library), "sample", ACTOR)
    case.close()
    return case


def lose(case: Inspection, *names: str) -> None:
    case = Inspection.open(case.path, ACTOR)
    with case.file.write() as work:
        for name in names:
            work.scope.connection.exec_driver_sql("DELETE FROM document WHERE sha256=?", (name,))
    case.close()


def recovered(case: Inspection, library: Library, target: Path) -> tuple[RecoveryResult, Inspection]:
    done = backups.recover(case.path, target, ACTOR, library, quiet())
    assert done.verification.clean
    return done, Inspection.open(target, ACTOR)


def test_that_lost_rules_are_those_of_the_library_from_then_on(
    made_before: Inspection, library: Library, tmp_path: Path
):
    lose(made_before, made_before.case.rules)
    done, opened = recovered(made_before, library, tmp_path / "new.assess")
    assert opened.rules == library.rules
    assert [(one.table, one.key) for one in done.lost] == [("document", made_before.case.rules)]
    assert done.lost[0].name == f"→ {library.rules.version}"
    assert opened.case == replace(made_before.case, rules=opened.case.rules)
    opened.close()


def test_that_a_lost_list_is_that_of_the_library_from_then_on(
    made_before: Inspection, library: Library, tmp_path: Path
):
    used = made_before.checklists
    lose(made_before, *(one.sha256 for one in used.values()))
    done, opened = recovered(made_before, library, tmp_path / "new.assess")
    assert dict(opened.checklists) == {key: library.checklists[key] for key in used}
    assert {one.key for one in done.lost} == {one.sha256 for one in used.values()}
    for key, one in used.items():
        told = f"{one.title} {one.version} → {library.checklists[key].version}"
        assert told in {loss.name for loss in done.lost}
    opened.close()


def test_that_a_lost_list_that_the_library_does_not_have_has_the_items_in_use(
    inspection: Inspection, library: Library, tmp_path: Path
):
    with inspection.file.read() as work:
        listed = {one.checklist for one in work.records.all(Subject)}
        reviewed = {one.item for one in work.records.all(Review)}
    gone = {key for key, one in inspection.checklists.items() if key in listed}
    lose(inspection, *(inspection.checklists[key].sha256 for key in gone))
    inspection.close()
    rest = replace(library, checklists={k: v for k, v in library.checklists.items() if k not in gone})
    done, opened = recovered(inspection, rest, tmp_path / "new.assess")
    asked = {item.id for key in listed for item in items_of(opened.checklists, key)}
    assert reviewed <= asked
    known: set[str] = {item.id for one in inspection.checklists.values() for item in one.items}
    assert asked <= known
    assert all(opened.checklists[key].version.endswith("（復旧）") for key in gone)
    assert len([one for one in done.lost if one.table == "document"]) == len(gone)
    opened.close()


def test_that_a_list_put_in_takes_sign_offs_back(made_before: Inspection, library: Library, tmp_path: Path):
    case = Inspection.open(made_before.path, ACTOR)
    with case.file.read() as work:
        key = work.records.all(Subject)[0].subject
    signing.sign(case, key, Stage.PREPARED, "所見")
    case.close()
    lose(made_before, made_before.case.rules)
    done, opened = recovered(made_before, library, tmp_path / "new.assess")
    assert ("signoff", f"{key}/prepared") in {(one.table, one.key) for one in done.lost}
    with opened.file.read() as work:
        assert work.records.all(Signoff) == []
    opened.close()


@pytest.mark.parametrize("language", list(Language))
def test_that_a_case_without_its_lists_is_not_told_to_lack_evidence(
    made_before: Inspection, language: Language
):
    lose(made_before, made_before.case.rules)
    with pytest.raises(CaseFileError) as caught:
        Inspection.open(made_before.path, ACTOR)
    (problem,) = caught.value.problems
    assert problem.code is Code.DOCUMENT_LOST
    told = sentence(problem, language)
    assert made_before.path.name in told
    assert "証跡" not in told
    assert "evidence" not in told
