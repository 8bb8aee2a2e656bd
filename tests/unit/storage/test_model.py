"""Any sequence of change sets and undos is what a plain dictionary would have become."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.change import Change, ChangeSet
from assessor.domain.records import KINDS, RecordKind, Value, defaults
from assessor.domain.vocabulary import Action, Answer, EvidenceRule, Verdict
from assessor.errors import Code
from assessor.progress import quiet
from assessor.storage.case_file import CaseFile
from assessor.storage.verification.verification import verify
from tests.depth import examples
from tests.unit.storage.samples import HANAKO
from tests.unit.storage.trusting import LATER

if TYPE_CHECKING:
    from assessor.domain.records import Record

Model = dict[tuple[RecordKind, str], dict[str, Value]]

texts: st.SearchStrategy[Value] = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
) | st.sampled_from(["", "x", "\x00", "𠮷野家"])
numbers: st.SearchStrategy[Value] = st.sampled_from([0, 1, -1, 2**63 - 1, -(2**63) + 1])
keys = {
    RecordKind.CASE: ["case"],
    RecordKind.REVIEW: ["alpha/A-01", "beta/A-01"],
    RecordKind.RESPONSE: ["alpha/A-01/1", f"alpha/A-01/{LATER}"],
    RecordKind.INQUIRY: [f"beta/A-01/{LATER}", "beta/A-01/-1"],
    RecordKind.GROUP: ["code", "次"],
}
words: dict[str, st.SearchStrategy[Value]] = {
    "verdict": st.sampled_from([v.value for v in Verdict]),
    "reason_for": st.sampled_from([v.value for v in Verdict]),
    "evidence_rule": st.sampled_from([r.value for r in EvidenceRule]),
    "answer": st.sampled_from([a.value for a in Answer]),
    "due": st.sampled_from(["", "2020-12", "2021-01"]),
    **{
        name: st.just("") | st.datetimes().map(str)
        for name in ("created_at", "reviewed_at", "asked_at", "received_at")
    },
}


@st.composite
def wishes(draw: st.DrawFn) -> tuple[RecordKind, str, str, Value]:
    kind = draw(st.sampled_from(sorted(keys)))
    # The group's name stays: its subjects need it to be there.
    field = draw(
        st.sampled_from([name for name in defaults(kind) if (kind, name) != (RecordKind.GROUP, "name")])
    )
    values = numbers if type(defaults(kind)[field]) is int else words.get(field, texts)
    return kind, draw(st.sampled_from(keys[kind])), field, draw(values)


UNDO = None
actions = st.lists(st.just(UNDO) | st.lists(wishes(), min_size=1, max_size=6), min_size=1, max_size=12)


def fields(record: Record) -> dict[str, Value]:
    return {name: getattr(record, name) for name in defaults(record.KIND)}


def everything(path: Path) -> Model:
    case = CaseFile.open(path)
    with case.read() as work:
        found = {
            (record.KIND, record.key): fields(record)
            for kind in KINDS.values()
            for record in work.records.all(kind)
        }
    case.close()
    return found


@pytest.mark.long
@examples(60)
@given(actions)
def test_that_a_case_becomes_what_a_dictionary_would(
    prepared: Path, sequence: list[list[tuple[RecordKind, str, str, Value]] | None]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(prepared, folder))
        model = everything(path)
        case = CaseFile.open(path)
        done: list[ChangeSet] = []
        for action in sequence:
            if action is UNDO:
                if not done:
                    continue
                applied = done.pop().inverted()
            else:
                applied = planned(model, action)
                done.append(applied)
            for change in applied.changes:
                model.setdefault((change.record, change.key), dict(defaults(change.record)))[change.field] = (
                    change.after
                )
            case.apply(applied, HANAKO)
        with case.read() as work:
            assert work.journal.history(100)[1:] == done
        findings = verify(case, quiet()).findings
        # A rulebook of a random name has no document; that apart, the journal tells exactly what is there.
        assert {problem.code for problem in findings} <= {Code.DOCUMENT_MISSING}
        case.close()
        assert everything(path) == {
            place: held for place, held in model.items() if held != defaults(place[0])
        }


def planned(model: Model, action: list[tuple[RecordKind, str, str, Value]]) -> ChangeSet:
    """Return the change set of these wishes, each from what the ones before it left."""
    after: dict[tuple[RecordKind, str, str], Value] = {}
    changes = []
    for kind, key, field, value in action:
        held = model.get((kind, key), defaults(kind))
        before = after.get((kind, key, field), held[field])
        after[kind, key, field] = value
        changes.append(Change(kind, key, field, before, value))
    return ChangeSet(Action.MARK, "", tuple(changes))
