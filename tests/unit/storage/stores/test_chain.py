"""The chain of the journal: what a digest covers, and that nothing is written to a chain that is broken."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import creation
from assessor.domain.records import Signoff
from assessor.domain.vocabulary import Action, Stage
from assessor.errors import CaseFileError, Code
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.chain import OLD_RULE, RULE, START, EntryColumns, Head, digest_of
from tests.patience import PROCESS
from tests.places import ROOT
from tests.unit.storage.samples import HANAKO, REVIEW, change_set, code, created, outside, reason
from tests.unit.storage.trusting import append, build, chain_again, codes, tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMAT = ROOT / "docs" / "file-format.md"
TOLD = EntryColumns(
    "2020-11-01T00:00:00+00:00",
    "花子",
    "pc",
    "0.1.0",
    "mark",
    'A "1"',
    "do",
    '[["review","a/1","due","","2020-12"]]',
    OLD_RULE,
    "",
)
FACTS = '{"names":[["甲","A"]]}'


def head(case: CaseFile) -> Head:
    with case.read() as work:
        return work.journal.head()


def digests(path: Path) -> list[object]:
    return [digest for (digest,) in outside(path, "SELECT digest FROM journal ORDER BY id")]


def test_that_a_digest_is_what_the_description_of_the_file_says() -> None:
    described = FORMAT.read_text("utf-8")
    digest = digest_of(START, 1, TOLD)
    assert digest == "2e200f497be7375370bf622ce6a62e0c30b96da04e0921978101f34d52836eb0"
    now = digest_of(START, 1, TOLD._replace(rule=RULE, facts=FACTS))
    assert all(f"`{one}`" in described for one in (digest, now))


@pytest.mark.parametrize(("rule", "facts"), [(OLD_RULE, ""), (RULE, FACTS)])
def test_that_every_part_of_an_entry_counts_and_so_does_the_digest_before_it(rule: int, facts: str) -> None:
    told = TOLD._replace(rule=rule, facts=facts)
    parts = [name for name in EntryColumns._fields if name != "rule" and (rule == RULE or name != "facts")]
    found = [digest_of(START, 1, told), digest_of("1" * 64, 1, told), digest_of(START, 2, told)]
    found += [
        digest_of(START, 1, EntryColumns(**{**told._asdict(), name: f"{getattr(told, name)} "}))
        for name in parts
    ]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("rule", "facts"), [(OLD_RULE, "{}"), (0, ""), (3, "{}"), (2.0, "{}"), (True, ""), ("2", "{}")]
)
def test_that_a_rule_nobody_knows_and_facts_that_no_rule_covers_have_no_digest(
    rule: object, facts: str
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which is all that a verification asks for
        digest_of(START, 1, TOLD._replace(rule=rule, facts=facts))  # type: ignore[arg-type]  # as a file may have it


def test_that_parts_cannot_move_from_one_column_into_the_next() -> None:
    pairs = (("a", "b"), ('a","b', ""), ("ab", ""), ("", "ab"))
    found = {digest_of(START, 1, TOLD._replace(detail=one, way=other)) for one, other in pairs}
    assert len(found) == len(pairs)


def test_that_the_head_is_the_last_entry(case: CaseFile) -> None:
    seen = [head(case)]
    for number in range(3):
        case.apply(change_set(reason(str(number or ""), str(number + 1))), HANAKO)
        seen.append(head(case))
    assert [one.entries for one in seen] == [1, 2, 3, 4]
    assert [one.digest for one in seen] == digests(case.path)
    assert len({one.digest for one in seen}) == 4


def test_that_a_new_case_has_a_head_before_its_first_entry(tmp_path: Path) -> None:
    case = CaseFile.create(tmp_path / "new.assess")
    assert head(case) == Head(0, START)
    case.close()


def test_that_the_head_moves_within_a_scope_and_back_with_it(case: CaseFile) -> None:
    before = head(case)
    with suppress(ZeroDivisionError), case.write() as work:
        work.apply(created(REVIEW), HANAKO)
        work.apply(change_set(reason(REVIEW.reason, "別")), HANAKO)
        assert work.journal.head().entries == before.entries + 2
        raise ZeroDivisionError
    assert head(case) == before


def test_that_a_signature_can_hold_the_head_before_it(case: CaseFile) -> None:
    with case.write() as work:
        end = work.journal.head()
        signed = Signoff(
            scope="alpha", stage=Stage.PREPARED, signer="花子", entries=end.entries, digest=end.digest
        )
        work.apply(change_set(*creation(signed), action=Action.SIGN), HANAKO)
    with case.read() as work:
        assert work.records.get(Signoff, "alpha", Stage.PREPARED) == signed
        assert work.records.all(Signoff, stage=Stage.PREPARED) == [signed]
        assert work.records.get(Signoff, "alpha", Stage.APPROVED).signer == ""
        assert work.journal.entries()[0].change_set.action is Action.SIGN


def test_that_a_stage_nobody_knows_is_refused(case: CaseFile) -> None:
    with case.read() as work, pytest.raises(ValueError, match="sealed"):
        work.records.get(Signoff, "alpha", "sealed")
    unknown = Signoff(scope="alpha", stage="sealed", signer="花子")  # type: ignore[arg-type]  # on purpose
    with pytest.raises(ValueError, match="sealed"):
        case.apply(change_set(*creation(unknown), action=Action.SIGN), HANAKO)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM touch",
        "UPDATE chain SET entries=entries-1",
        "UPDATE chain SET digest='x'",
        "DELETE FROM chain",
        "UPDATE journal SET digest='x' WHERE id=(SELECT max(id) FROM journal)",
        "INSERT INTO journal VALUES (2,'','','','','mark','','do',2,'{}','','[]')",
    ],
)
def test_that_nothing_is_written_after_an_end_that_is_not_the_recorded_one(
    case: CaseFile, statement: str
) -> None:
    outside(case.path, "PRAGMA foreign_keys=OFF", "DELETE FROM touch", statement)
    if statement == "DELETE FROM touch":
        outside(case.path, "DELETE FROM journal")
    before = outside(case.path, "SELECT * FROM journal")
    with pytest.raises(CaseFileError) as caught:
        case.apply(created(REVIEW), HANAKO)
    assert code(caught.value) is Code.CHAIN_BROKEN
    with case.read() as work:
        assert work.records.get(type(REVIEW), "alpha", "A-01").reason == ""
    assert outside(case.path, "SELECT * FROM journal") == before


def verifier() -> str:
    """Return the program that the description of the file holds."""
    _, _, rest = FORMAT.read_text("utf-8").partition("```python\n")
    return rest.partition("```")[0]


def run(path: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", verifier(), str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
        timeout=PROCESS,
    )
    return done.returncode, (done.stdout or done.stderr).strip()


def test_that_the_verifier_in_the_description_is_short_and_uses_nothing_of_ours() -> None:
    assert len(verifier().splitlines()) <= 95  # as the formatter lays it out
    assert "assessor" not in verifier()


FORGERIES: list[tuple[str, Callable[[sqlite3.Connection], object], str]] = [
    (
        "verdict",
        lambda c: c.execute("UPDATE review SET verdict='met' WHERE item='A-01'"),
        "review alpha/A-01 verdict",
    ),
    ("journal", lambda c: c.execute("UPDATE journal SET at='' WHERE id=3"), "journal 3"),
    ("end", lambda c: c.execute("DELETE FROM journal WHERE id=(SELECT max(id) FROM journal)"), "chain"),
    (
        "row out",
        lambda c: c.execute("DELETE FROM response WHERE item='A-02'"),
        "('response', 'alpha/A-02/1') is missing",
    ),
    ("row in", lambda c: c.execute("INSERT INTO checklist VALUES ('new','x','','')"), "checklist new title"),
    ("document", lambda c: c.execute("UPDATE document SET body=body||' '"), "document "),
    ("evidence", lambda c: c.execute("UPDATE piece SET bytes=zeroblob(4) WHERE number=1"), "content "),
    (
        "chained again",
        lambda c: (c.execute("UPDATE journal SET at='' WHERE id=3"), chain_again(c)),
        "signoff alpha",
    ),
    (
        "signed",
        lambda c: append(c, "mark", "do", ["review", "alpha/A-02", "reason", "二要素認証が未導入", "後から"]),
        "alpha/A-02 is signed",
    ),
    (
        "signed by the same",
        lambda c: append(c, "sign", "do", ["signoff", "alpha/approved", "signer", "", "花子"]),
        "signoff alpha/approved",
    ),
    (
        "reopening undone",
        lambda c: append(c, "reopen", "undo", ["signoff", "alpha/verified", "signer", "次郎", ""]),
        "signoff alpha/verified",
    ),
]


@pytest.mark.parametrize(
    ("forge", "told"), [each[1:] for each in FORGERIES], ids=[each[0] for each in FORGERIES]
)
def test_that_the_verifier_in_the_description_finds_it_too(
    tmp_path: Path, forge: Callable[[sqlite3.Connection], object], told: str
) -> None:
    path = tmp_path / "trusted.assess"
    build(path)
    with closing(sqlite3.connect(path)) as connection:
        (end,) = connection.execute("SELECT digest FROM chain").fetchone()
    assert run(path) == (0, end)
    with tool(path) as connection:
        forge(connection)
    status, output = run(path)
    assert status == 1
    assert told in output
    assert codes(path)
