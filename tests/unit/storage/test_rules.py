"""The rule and the facts of an entry: old entries stay what they are, and neither can be altered unseen."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import ChangeSet
from assessor.domain.facts import Facts, ProtectionChange, PurgedThing, RemovedKind
from assessor.domain.naming import BilingualName
from assessor.domain.vocabulary import Action, Stage
from assessor.errors import Code
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.chain import OLD_RULE, RULE, EntryColumns
from assessor.storage.stores.entry_text import change_set_of, facts_of, facts_text
from tests.places import CASES
from tests.unit.storage.samples import HANAKO, outside
from tests.unit.storage.stores.test_chain import run
from tests.unit.storage.trusting import chain_again, codes, look, read_only_codes, tool

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

TOLD = EntryColumns("2020-11-01", "花", "pc", "0.1.0", "mark", "", "do", "[]", RULE, "{}")
WHOLE = Facts(
    names=(BilingualName("甲", "A"), BilingualName("乙")),
    more=2,
    items=("A-01", "A-02"),
    more_items=3,
    file="図.png",
    stage=Stage.APPROVED,
    reason="理由\n",
    purged=(PurgedThing("a" * 64, "図.png", 12), PurgedThing("b" * 64, "規則", 0, RemovedKind.DOCUMENT)),
    protection=ProtectionChange.GIVEN,
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A case with the entries of version 4, the last three a purge and two of passphrases, and one after."""
    path = Path(shutil.copy(CASES / "v4.assess", tmp_path / "mixed.assess"))
    case = CaseFile.open(path)
    gone = Facts(purged=(PurgedThing("c" * 64, "後.txt", 3),))
    case.apply(ChangeSet(Action.PURGE, "", (), facts=gone), HANAKO)
    case.close()
    return path


def test_that_facts_come_back_as_they_were_written() -> None:
    for facts in (Facts(), WHOLE):
        assert facts_of(TOLD._replace(facts=facts_text(facts))) == facts
    assert facts_text(Facts()) == "{}"


def test_that_old_entries_tell_the_same_facts_from_their_detail() -> None:
    old = TOLD._replace(rule=OLD_RULE, facts="")
    told = old._replace(action="purge", detail=f"消す.txt (39 bytes) SHA-256 {'a' * 64}")
    assert facts_of(told).purged == (PurgedThing("a" * 64),)
    for word, done in (("設定", "given"), ("変更", "changed"), ("解除", "taken")):
        assert facts_of(old._replace(action="protect", detail=word)).protection == done
    assert facts_of(old._replace(detail="a" * 64)) == Facts()
    sent = old._replace(changes='[["inquiry","a/X-1/1","round",0,2],["inquiry","a/X-1/2","round",2,0]]')
    found = [(change.before, change.after) for change in change_set_of(sent).changes]
    assert found == [("", "2"), ("2", "")]


@pytest.mark.parametrize(
    "facts",
    [
        *("", "[]", "5", "null", '"x"', "{", "[" * 100_000),
        *('{"unknown":1}', '{"more":-1}', '{"more":true}', '{"names":[["a"]]}', '{"names":[["a",1]]}'),
        *('{"purged":[{"sha256":"a"}]}', '{"purged":{}}', '{"protection":"lost"}', '{"stage":"sealed"}'),
    ],
)
def test_that_facts_that_no_program_of_ours_wrote_are_found(mixed: Path, facts: str) -> None:
    with tool(mixed) as connection:
        connection.execute("UPDATE journal SET facts=? WHERE id=(SELECT max(id) FROM journal)", (facts,))
        chain_again(connection)
    assert Code.ENTRY_UNREADABLE in codes(mixed)


def test_that_the_entries_of_before_the_step_keep_their_digests_and_come_first(mixed: Path) -> None:
    told = "SELECT id, detail, changes, digest FROM journal ORDER BY id"
    before, after = outside(mixed.with_name("mixed.backup-v4.assess"), told), outside(mixed, told)
    rules = [rule for (rule,) in outside(mixed, "SELECT rule FROM journal ORDER BY id")]
    assert after[:-1] == before
    assert rules == [1] * len(before) + [2]
    seen = look(mixed, str(before[25][3]), str(before[-1][3]))  # as they stand on paper
    assert seen.findings == ()
    assert len(seen.anchors) == 2
    assert run(mixed) == (0, seen.digest)


def last(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("SELECT max(id) FROM journal").fetchone()[0]
    return found


def append_by_rule_1(connection: sqlite3.Connection) -> None:
    number, before = connection.execute("SELECT entries, digest FROM chain").fetchone()
    row = [number + 1, "2026-12-01", "花", "pc", "0.1.0", "export", "", "do", "[]"]
    text = json.dumps([before, *row], ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    columns = "id, at, reviewer, machine, version, action, detail, way, changes, rule, facts, digest"
    connection.execute(f"INSERT INTO journal ({columns}) VALUES (?,?,?,?,?,?,?,?,?,1,'',?)", (*row, digest))
    connection.execute("UPDATE chain SET entries=?, digest=?", (number + 1, digest))


TAMPERING: dict[str, tuple[Callable[[sqlite3.Connection], object], set[Code]]] = {
    "an old entry by the new rule": (
        lambda c: c.execute("UPDATE journal SET rule=2, facts='{}' WHERE id=3"),
        {Code.ENTRY_ALTERED, Code.RULE_OUTDATED},
    ),
    "facts of an old entry": (
        lambda c: c.execute("UPDATE journal SET facts='{}' WHERE id=3"),
        {Code.ENTRY_ALTERED},
    ),
    "a new entry by the old rule": (
        lambda c: c.execute("UPDATE journal SET rule=1, facts='' WHERE id=?", (last(c),)),
        {Code.ENTRY_ALTERED},
    ),
    "facts of a new entry": (
        lambda c: c.execute("UPDATE journal SET facts='{}' WHERE id=?", (last(c),)),
        {Code.ENTRY_ALTERED},
    ),
    "an entry by the old rule after one by the new": (append_by_rule_1, {Code.RULE_OUTDATED}),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_that_neither_rule_nor_facts_can_be_altered_unseen(mixed: Path, name: str) -> None:
    tamper, expected = TAMPERING[name]
    with tool(mixed) as connection:
        tamper(connection)
    assert codes(mixed) == read_only_codes(mixed) == expected
    status, told = run(mixed)
    assert status == 1
    assert "journal" in told
