"""Verification: what it counts and names, and what only a digest elsewhere can tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assessor.domain.records import Evidence
from assessor.domain.vocabulary import Stage
from assessor.errors import Code
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage import keys
from assessor.storage.case_file import CaseFile
from assessor.storage.stores.chain import Head
from assessor.storage.verification import entries
from assessor.storage.verification.verification import verify
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from tests.unit.storage.samples import HANAKO, created
from tests.unit.storage.trusting import RECORDS, TABLES, build, chain_again, codes, look, sign, tool


def test_that_an_untouched_case_is_clean_at_every_moment(parts: list[Path]) -> None:
    for path in parts:
        assert look(path).findings == ()


def test_that_a_verification_counts_what_it_looked_at(whole: Path) -> None:
    seen = look(whole)
    with tool(whole) as connection:
        count = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in TABLES
        }
        bytes_kept = connection.execute("SELECT sum(size) FROM content").fetchone()[0]
        head = connection.execute("SELECT digest FROM chain").fetchone()[0]
    assert seen.clean
    assert (seen.entries, seen.records) == (count["journal"], sum(count[table] for table in RECORDS))
    assert (seen.documents, seen.contents, seen.bytes) == (count["document"], count["content"], bytes_kept)
    assert seen.digest == head
    assert min(count.values()) > 0, "a table without a row is not tested"


def test_that_a_new_case_is_clean(tmp_path: Path) -> None:
    CaseFile.create(tmp_path / "new.assess").close()
    seen = look(tmp_path / "new.assess")
    assert (seen.clean, seen.entries, seen.digest) == (True, 0, "0" * 64)


def test_that_a_finding_names_the_place_and_how_many_there_are(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("UPDATE review SET reason='よし'")
    (problem,) = look(whole).findings
    assert problem.code is Code.RECORD_ALTERED
    assert problem.place.file == str(whole)
    assert problem.values["count"] == 3
    assert {name: problem.values[name] for name in ("table", "field", "found")} == {
        "table": "review",
        "field": "reason",
        "found": "よし",
    }
    assert (problem.values["key"], problem.values["expected"]) == ("alpha/A-01", "二要素認証が未導入")


def test_that_a_changed_entry_is_named_and_so_is_what_it_no_longer_explains(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("UPDATE journal SET changes=replace(changes, '二要素', '三要素') WHERE id=2")
        connection.execute("UPDATE review SET reason=replace(reason, '二要素', '三要素')")
    problems = {problem.code: problem for problem in look(whole).findings}
    assert set(problems) == {Code.ENTRY_ALTERED, Code.RECORD_ALTERED}
    assert problems[Code.ENTRY_ALTERED].values["entry"] == 2
    assert problems[Code.RECORD_ALTERED].values["key"] == "alpha/A-02"  # of an entry left as it was


def test_that_a_chain_made_anew_is_found_by_a_later_signature(whole: Path) -> None:
    with tool(whole) as connection:
        for table, column in (("journal", "changes"), ("review", "reason")):
            connection.execute(f"UPDATE {table} SET {column}=replace({column}, '二要素', '三要素')")
        chain_again(connection)
    (problem,) = [found for found in look(whole).findings if found.code is Code.SIGNOFF_DIFFERS]
    assert problem.values["key"] == "alpha/prepared"


def test_that_a_forgery_without_a_signature_is_found_by_a_digest_on_paper(
    parts: list[Path], tmp_path: Path
) -> None:
    path = Path(shutil.copy(parts[1], tmp_path / "unsigned.assess"))
    printed = look(path).digest
    assert codes(path, printed, printed[:16].upper(), f"{printed[:32]}\n{printed[32:]}") == set()
    assert codes(path, printed[:15]) == {Code.DIGEST_UNKNOWN}
    with tool(path) as connection:
        for table, column in (("journal", "changes"), ("review", "reason")):
            connection.execute(f"UPDATE {table} SET {column}=replace({column}, '二要素', '三要素')")
        chain_again(connection)
    assert codes(path) == set()  # nothing in the file itself can tell
    (problem,) = look(path, printed).findings
    assert (problem.code, problem.values["digest"]) == (Code.DIGEST_UNKNOWN, printed)


def test_that_entries_cut_off_with_their_records_are_found_by_a_signature_left(
    parts: list[Path], whole: Path, tmp_path: Path
) -> None:
    with tool(whole) as connection:
        rows = connection.execute("SELECT * FROM signoff").fetchall()
    for earlier in parts[:4]:  # before the signatures
        path = Path(shutil.copy(earlier, tmp_path / "cut.assess"))
        with tool(path) as connection:
            connection.executemany("INSERT INTO signoff VALUES (?,?,?,?,?,?,?,?)", rows)
        assert codes(path) == {Code.RECORD_UNKNOWN}


@pytest.mark.long
def test_that_an_earlier_state_of_the_whole_file_is_found_by_a_digest_on_paper(
    parts: list[Path], whole: Path
) -> None:
    printed = look(whole).digest
    assert codes(whole, printed) == set()
    for earlier in parts[:-1]:
        assert codes(earlier) == set()  # it is what the case once was
        assert codes(earlier, printed) == {Code.DIGEST_UNKNOWN}


def test_that_a_purged_content_that_is_back_and_one_gone_without_a_purge_are_found(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("UPDATE journal SET facts='{}' WHERE action='purge'")
        chain_again(connection)
    assert Code.EVIDENCE_MISSING in codes(whole)


def test_that_a_verification_can_be_stopped(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor.progress.REPORTS_PER_SECOND", 1_000_000)
    case = CaseFile.open(whole)
    progress = Progress(lambda done, _total: progress.cancel() if done else None)
    with pytest.raises(Cancelled):
        verify(case, progress)
    assert verify(case, quiet()).findings == ()
    case.close()


def test_that_progress_goes_up_to_the_whole(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor.progress.REPORTS_PER_SECOND", 1_000_000)
    seen: list[tuple[int, int]] = []
    case = CaseFile.open(whole)
    verify(case, Progress(lambda done, total: seen.append((done, total))))
    case.close()
    assert seen == sorted(seen)
    assert seen[0] == (0, seen[-1][1])
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.long
def test_that_a_page_of_an_encrypted_case_that_was_spoilt_is_found(tmp_path: Path) -> None:
    key = keys.fresh("合言葉")
    path = tmp_path / "locked.assess"
    build(path, key)
    content, unnoticed = path.read_bytes(), []
    assert codes(path, key=key) == set()
    for page in range(0, len(content), 7 * 4096):
        path.write_bytes(content[: page + 100] + bytes([content[page + 100] ^ 1]) + content[page + 101 :])
        if not codes(path, key=key):
            unnoticed.append(page // 4096)
    assert unnoticed == []


@pytest.mark.parametrize(
    "changes",
    [
        "{",
        "7",
        "[1]",
        '[["review","alpha/A-01"]]',
        '[["thing","alpha","name","","x"]]',
        '[["review","alpha/A-01","colour","","x"]]',
        '[["review","alpha","reason","","x"]]',
        '[["round","alpha/1/1","items","","x"]]',
        '[["review",5,"reason","","x"]]',
        '[["review",["alpha"],"reason","","x"]]',
        "[" * 100_000,
    ],
)
def test_that_an_entry_nobody_can_read_is_a_finding_even_in_a_sound_chain(whole: Path, changes: str) -> None:
    with tool(whole) as connection:
        connection.execute("UPDATE journal SET changes=? WHERE id=(SELECT max(id) FROM journal)", (changes,))
        chain_again(connection)
    problems = {problem.code: problem for problem in look(whole).findings}
    assert problems[Code.ENTRY_UNREADABLE].values["entry"] == look(whole).entries


def test_that_a_purged_content_may_come_back_only_with_an_entry(whole: Path) -> None:
    case = CaseFile.open(whole)
    with case.write() as work:
        kept = work.contents.keep(b"to be purged")
    assert {problem.code for problem in verify(case, quiet()).findings} == {Code.EVIDENCE_UNKNOWN}
    again = Evidence(subject="beta", item="A-01", sha256=kept.sha256, name="2.pdf", size=kept.size)
    case.apply(created(again), HANAKO)
    assert verify(case, quiet()).clean
    case.close()


@pytest.mark.parametrize(("entries", "digest"), [(1, "0" * 64), (99, "0" * 64), (-1, ""), (0, ""), (2, "")])
def test_that_a_signature_of_something_else_is_found(whole: Path, entries: int, digest: str) -> None:
    case = CaseFile.open(whole)
    with case.write() as work:
        sign(work, "beta", Stage.PREPARED, "花子", Head(entries, digest))
    (problem,) = verify(case, quiet()).findings
    case.close()
    assert (problem.code, problem.values["key"]) == (Code.SIGNOFF_DIFFERS, "beta/prepared")


LAST = "(SELECT max(rowid) FROM {})"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            f"UPDATE journal SET digest=CAST(digest AS BLOB) WHERE id={LAST.format('journal')}",
            Code.HEAD_DIFFERS,
        ),
        (f"UPDATE touch SET entry=entry||char(0) WHERE rowid={LAST.format('touch')}", Code.TOUCH_ALTERED),
        ("UPDATE chain SET entries='x'", Code.HEAD_DIFFERS),
    ],
)
def test_that_a_value_of_another_type_is_a_finding(whole: Path, statement: str, expected: Code) -> None:
    with tool(whole) as connection:
        connection.execute(statement)
    seen = look(whole)
    assert expected in {problem.code for problem in seen.findings}
    assert isinstance(seen.digest, str)


@pytest.mark.parametrize("number", [3_000_000_000, 2**63 - 1])
def test_that_an_entry_with_a_number_far_beyond_the_others_is_found_at_once(whole: Path, number: int) -> None:
    before = look(whole).entries
    with tool(whole) as connection:
        columns = "at, reviewer, machine, version, action, detail, way, rule, facts, digest, changes"
        connection.execute(f"INSERT INTO journal SELECT ?, {columns} FROM journal WHERE id=1", (number,))
        connection.execute("INSERT INTO touch VALUES ('review', 'alpha/A-01', ?)", (number,))
    seen = look(whole)
    assert seen.entries == before + 1
    assert {Code.ENTRY_MISSING, Code.ENTRY_ALTERED, Code.TOUCH_ALTERED} <= {p.code for p in seen.findings}


def test_that_the_index_is_compared_in_blocks_too(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = entries.BLOCK_END.replace("24999", "2")
    assert small != entries.BLOCK_END
    monkeypatch.setattr(entries, "BLOCK_END", small)
    assert look(whole).clean
    with tool(whole) as connection:
        connection.execute(f"UPDATE touch SET entry=entry-1 WHERE rowid={LAST.format('touch')}")
    assert Code.TOUCH_ALTERED in codes(whole)


def test_that_a_content_that_cannot_be_read_is_named(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("UPDATE piece SET bytes=CAST(x'ff80' AS TEXT) WHERE content=2 AND number=1")
    problems = {problem.code: problem for problem in look(whole).findings}
    assert "アルファ A-01 0.pdf" in str(problems[Code.EVIDENCE_ALTERED].values["named"])


def test_that_every_finding_has_its_sentence(whole: Path) -> None:
    with tool(whole) as connection:
        connection.execute("DELETE FROM journal WHERE id=3")
        connection.execute("UPDATE review SET reason='x'")
        connection.execute("DELETE FROM document")
        connection.execute("DELETE FROM content")
        connection.execute("DELETE FROM evidence WHERE name='0.pdf'")
    findings = look(whole, "0" * 20).findings
    assert len(findings) >= 8
    for problem in findings:
        for language in Language:
            told = sentence(problem, language)
            assert not [empty for empty in ("「」", "“”", "（）") if empty in told], told
