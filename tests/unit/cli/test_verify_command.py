"""The command that verifies a case: what it says, its exit codes, and that it leaves the case alone."""

import json
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from assessor.cli.passphrase import VARIABLE
from assessor.domain.signing import grouped
from assessor.operations import verifying
from assessor.operations.inspection import Inspection, this_actor
from assessor.progress import quiet
from assessor.storage.schema.migrations import SCHEMA_VERSION
from tests.places import CASES
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

SUBJECT = "cp_minamo"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("夜の 鉄道 42", encoding="utf-8")
    return path


def altered(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return path


def state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def test_that_a_sound_case_is_told_with_its_counts_and_its_digest(run: Run, case_path: Path):
    seen = verifying.verify_file(case_path, quiet())
    said = run("verify", case_path)
    assert (said.code, said.err) == (0, "")
    assert f"変更履歴 {seen.entries}件、記録 {seen.records}件、文書 {seen.documents}件" in said.out
    assert f"証跡と受領した質問票の内容 {seen.contents}件（{seen.bytes} バイト）" in said.out
    assert "署名はありません。" in said.out
    assert grouped(seen.digest) in said.out
    assert said.out.endswith("すべて一致しています。\n")


def test_that_every_kind_of_finding_is_named_with_its_place(run: Run, case_path: Path):
    altered(
        case_path,
        "UPDATE review SET reason = reason || '!' WHERE subject = 'cp_minamo'",
        "UPDATE journal SET reviewer = '別人' WHERE id = 3",
    )
    said = run("verify", case_path, "--lang", "en")
    assert said.code == 1
    assert f"{case_path}: “Reason” of Review {SUBJECT}/" in said.err
    assert "entry 3 of the journal does not match" in said.err.replace("Entry", "entry")
    assert "Kinds of findings: 2, in all: " in said.out


def test_that_the_object_has_what_was_looked_at_and_what_was_found(run: Run, case_path: Path):
    clean = json.loads(run("verify", case_path, "--json").out)
    assert list(clean) == [
        *("entries", "records", "documents", "contents", "bytes"),
        *("digest", "clean", "findings", "digests", "signoff"),
    ]
    assert (clean["clean"], clean["findings"], clean["digests"]) == (True, [], [])
    altered(case_path, "UPDATE review SET reason = x'ff' WHERE subject = 'cp_minamo' AND item = 'CP-1-01'")
    said = run("verify", case_path, "--json")
    found = json.loads(said.out)
    assert (said.code, found["clean"], found["digest"]) == (1, False, clean["digest"])
    (finding,) = found["findings"]
    assert finding["code"] == "record_altered"
    assert (finding["table"], finding["key"], finding["count"]) == ("review", f"{SUBJECT}/CP-1-01", 1)
    assert finding["text"] in said.err


def test_that_digests_from_paper_are_looked_up(run: Run, case_path: Path):
    with closing(Inspection.open(case_path, this_actor())) as inspection:
        before = verifying.verify(inspection, quiet())
    assert run("mark", case_path, SUBJECT, "CP-1-01", "discussing").code == 0
    digest = grouped(before.digest).upper()
    said = run("verify", case_path, "--digest", digest, "--digest", before.digest[:16])
    assert said.code == 0
    assert f"変更履歴の{before.entries}件目と一致します：{grouped(before.digest)}" in said.out
    assert said.out.count(f"{before.entries}件目と一致します") == 2
    assert (
        said.out.count(
            f"その後に1件の履歴があります（署名時に書き写した場合は、署名の記録1件を含みます）。このハッシュ値で確かめられるのは{before.entries}件目まで"
        )
        == 2
    )
    last = json.loads(run("verify", case_path, "--json").out)["digest"]
    assert "これが末尾の履歴です。" in run("verify", case_path, "--digest", last).out


def test_that_the_last_sign_off_is_told_with_the_digest_to_be_compared_with_its_paper(
    run: Run, case_path: Path
):
    printed = json.loads(run("verify", case_path, "--json").out)["digest"]
    assert run("sign", case_path, SUBJECT, "prepared", "--note", "所見", "--reviewer", "作成 花子").code == 0
    said = run("verify", case_path)
    assert "最後の署名は「" in said.out
    assert "」の作成（作成 花子 20" in said.out
    assert said.out.count(grouped(printed)) == 1
    found = json.loads(run("verify", case_path, "--json").out)["signoff"]
    assert (found["scope"], found["stage"], found["digest"]) == (SUBJECT, "prepared", printed)


def test_that_an_earlier_state_of_the_file_is_told_by_the_digest_on_paper(
    run: Run, case_path: Path, tmp_path: Path
):
    earlier = Path(shutil.copy(case_path, tmp_path / "earlier.assess"))
    assert run("sign", case_path, SUBJECT, "prepared", "--note", "所見").code == 0
    digest = json.loads(run("verify", case_path, "--json").out)["digest"]
    assert run("verify", earlier).code == 0
    said = run("verify", earlier, "--digest", digest, "--json")
    assert said.code == 1
    assert json.loads(said.out)["digests"] == [{"digest": digest, "entry": None, "later": None}]
    assert "以前の状態のファイル" in said.err


@pytest.mark.parametrize("digest", ["0123456789abcde", "z" * 64, "0" * 65, ""])
def test_that_what_is_no_digest_is_wrong_usage(run: Run, case_path: Path, digest: str):
    with pytest.raises(SystemExit) as ended:
        run("verify", case_path, "--digest", digest)
    assert ended.value.code == 2


def test_that_nothing_is_written_and_who_has_the_case_open_is_not_disturbed(run: Run, case_path: Path):
    with closing(Inspection.open(case_path, this_actor())) as other, other.hold():
        before = state(case_path.parent)
        assert run("verify", case_path).code == 0
        assert state(case_path.parent) == before


def test_that_what_a_crash_left_beside_the_case_is_left_there(run: Run, case_path: Path):
    case_path.with_name(f".{case_path.name}.rekey.part").write_bytes(b"unfinished")
    before = state(case_path.parent)
    assert run("verify", case_path).code == 0
    assert state(case_path.parent) == before


def test_that_an_encrypted_case_is_verified_with_its_passphrase(
    run: Run, case_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
):
    plain = json.loads(run("verify", case_path, "--json").out)
    assert run("passphrase", case_path, "--passphrase-file", secret).code == 0
    without = run("verify", case_path)
    assert (without.code, without.out) == (3, "")
    assert "パスフレーズが必要です" in without.err
    said = run("verify", case_path, "--passphrase-file", secret, "--digest", plain["digest"], "--json")
    assert said.code == 0
    (digest,) = json.loads(said.out)["digests"]
    assert digest == {"digest": plain["digest"], "entry": plain["entries"], "later": 1}
    monkeypatch.setenv(VARIABLE, "もう一つの言葉 7")
    assert run("verify", case_path).code == 3


def test_that_a_document_that_keeps_the_case_from_being_opened_is_named(run: Run, case_path: Path):
    altered(case_path, "UPDATE document SET body = body || ' '")
    assert run("show", case_path).code == 3
    said = run("verify", case_path)
    assert said.code == 1
    assert "文書" in said.err


@pytest.mark.parametrize("version", ["v1", "v2", "v4"])
def test_that_a_case_of_an_older_format_is_refused_and_left_as_it_is(run: Run, tmp_path: Path, version: str):
    old = Path(shutil.copy(CASES / f"{version}.assess", tmp_path / "old.assess"))
    before = state(tmp_path)
    said = run("verify", old)
    assert (said.code, said.out) == (3, "")
    assert "以前の形式" in said.err
    assert state(tmp_path) == before


def test_that_a_changed_version_is_not_taken_for_an_older_format(run: Run, case_path: Path):
    altered(case_path, "PRAGMA user_version=2")
    said = run("verify", case_path)
    assert (said.code, said.out) == (3, "")
    assert f"形式の番号（2）が、中の表（{SCHEMA_VERSION}）と一致しません" in said.err


def test_that_a_case_put_into_wal_is_verified_as_it_lies_and_told(run: Run, case_path: Path):
    clean = json.loads(run("verify", case_path, "--json").out)
    altered(case_path, "PRAGMA journal_mode=WAL")
    before = state(case_path.parent)
    said = run("verify", case_path, "--json")
    found = json.loads(said.out)
    assert said.code == 1
    assert [finding["code"] for finding in found["findings"]] == ["wal_mode"]
    assert (found["entries"], found["digest"]) == (clean["entries"], clean["digest"])
    assert state(case_path.parent) == before


def test_that_what_a_crash_left_to_be_rolled_back_is_told_and_left_alone(
    run: Run, case_path: Path, tmp_path: Path
):
    torn = tmp_path / "torn" / "torn.assess"
    torn.parent.mkdir()
    with closing(sqlite3.connect(case_path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # pages go to the file before the commit
        connection.execute("BEGIN")
        connection.execute("UPDATE review SET reason=printf('%.9000c', 'x')")
        shutil.copy(case_path, torn)
        shutil.copy(f"{case_path}-journal", f"{torn}-journal")
        connection.execute("ROLLBACK")
    before = state(torn.parent)
    said = run("verify", torn)
    assert (said.code, said.out) == (3, "")
    assert "異常終了で中断した変更" in said.err
    assert state(torn.parent) == before


ENDLESS = (
    "CREATE VIEW touch AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r)"
    " SELECT 'case' AS record, 'case' AS key, n AS entry FROM r"
)
WITHOUT_KEY = (
    "UPDATE sqlite_master SET sql=replace(sql, 'REFERENCES content (sha256)', 'REFERENCES content (size)')"
    " WHERE name='evidence'"
)


@pytest.mark.parametrize(
    "statements",
    [("DROP TABLE touch", ENDLESS), ("PRAGMA writable_schema=ON", WITHOUT_KEY)],
    ids=["endless view", "reference to no key"],
)
def test_that_tables_that_are_not_ours_are_found_and_not_read(
    run: Run, case_path: Path, statements: tuple[str, ...]
):
    altered(case_path, *statements)
    said = run("verify", case_path, "--json")
    assert said.code == 1
    assert {finding["code"] for finding in json.loads(said.out)["findings"]} == {
        *("schema_altered", "verification_stopped")
    }
    assert run("show", case_path).code == 3


def test_that_damaged_evidence_is_told_with_what_it_is_linked_to(run: Run, case_path: Path):
    with closing(sqlite3.connect(case_path)) as connection, connection:
        content, sha256, item, name, subject = connection.execute(
            "SELECT c.id, c.sha256, e.item, e.name, s.name FROM content c JOIN evidence e USING (sha256)"
            " JOIN subject s USING (subject) ORDER BY c.id LIMIT 1"
        ).fetchone()
        connection.execute("UPDATE piece SET bytes = bytes || x'00' WHERE content = ?", (content,))
    said = run("verify", case_path)
    assert said.code == 1
    assert f"{subject} {item} {name}" in said.err
    assert f"SHA-256 {sha256}" in said.err
    with closing(sqlite3.connect(case_path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM piece WHERE content = ?", (content,))
        connection.execute("DELETE FROM content WHERE id = ?", (content,))
    assert f"{subject} {item} {name}" in run("verify", case_path).err


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no case", b"text"])
def test_that_what_cannot_be_opened_ends_with_3(run: Run, tmp_path: Path, content: bytes | None):
    path = tmp_path / "c.assess"
    if content is not None:
        path.write_bytes(content)
    said = run("verify", path)
    assert (said.code, said.out) == (3, "")
    assert "c.assess" in said.err
