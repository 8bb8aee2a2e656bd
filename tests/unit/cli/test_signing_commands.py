from pathlib import Path

import pytest

from assessor.domain.signing import grouped
from assessor.domain.vocabulary import Stage
from assessor.operations import signing
from assessor.operations.inspection import Inspection, this_actor
from tests.unit.cli.conftest import Run

SUBJECT, ITEM = "cp_minamo", "CP-1-01"


def test_that_sign_prints_the_digest_that_the_case_keeps(run: Run, case_path: Path):
    said = run("sign", case_path, SUBJECT, "prepared", "--reviewer", "作成 花子", "--note", "所見")
    assert said.code == 0
    assert "署名しました：みなもペイ 作成（作成 花子、" in said.out
    opened = Inspection.open(case_path, this_actor())
    held = signing.signed(opened).at(SUBJECT, Stage.PREPARED)
    opened.close()
    assert held is not None
    assert (held.signer, held.note) == ("作成 花子", "所見")
    assert f"{held.entries}件まで" in said.out
    assert grouped(held.digest) in said.out


def test_that_what_is_open_is_told_and_the_code_is_still_0(run: Run, tmp_path: Path):
    run("new", tmp_path / "c.assess", "--plan", "sample")
    said = run("sign", tmp_path / "c.assess", SUBJECT, "prepared", "--lang", "en")
    assert said.code == 0
    assert "mandatory items without a final verdict (27: CP-1-01, " in said.err


@pytest.mark.parametrize(("lang", "told"), [("ja", "（作成：作成 花子 "), ("en", "(Prepared: 作成 花子 ")])
def test_that_a_change_of_what_is_signed_is_refused_naming_who_signed_when(
    run: Run, case_path: Path, lang: str, told: str
):
    run("sign", case_path, SUBJECT, "prepared", "--reviewer", "作成 花子")
    said = run("mark", case_path, SUBJECT, ITEM, "discussing", "--lang", lang)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert ("再開" if lang == "ja" else "reopen") in said.err


def test_that_the_same_person_does_not_sign_twice(run: Run, case_path: Path):
    run("sign", case_path, SUBJECT, "prepared", "--reviewer", "作成 花子")
    said = run("sign", case_path, SUBJECT, "verified", "--reviewer", "作成花子")
    assert said.code == 1
    assert "作成に署名した作成 花子さんは、検証に署名できません" in said.err
    assert run("sign", case_path, SUBJECT, "verified", "--reviewer", "検証 太郎").code == 0


def test_that_reopen_takes_the_sign_off_back_and_the_mark_goes_through(run: Run, case_path: Path):
    run("sign", case_path, SUBJECT, "prepared")
    run("sign", case_path, "*", "prepared")
    said = run("reopen", case_path, SUBJECT, "--reason", "評価の誤り")
    assert (said.code, said.err) == (0, "")
    assert "みなもペイ：評価の誤り（取り消した署名 2件）" in said.out
    assert run("mark", case_path, SUBJECT, ITEM, "discussing").code == 0


def test_that_reopen_needs_a_reason(run: Run, case_path: Path):
    run("sign", case_path, SUBJECT, "prepared")
    with pytest.raises(SystemExit) as ended:
        run("reopen", case_path, SUBJECT)
    assert ended.value.code == 2
    said = run("reopen", case_path, SUBJECT, "--reason", " ")
    assert said.code == 1
    assert "再開には理由が必要です" in said.err


def test_that_mark_wants_an_approver_for_not_applicable(run: Run, case_path: Path):
    words = ("mark", case_path, SUBJECT, ITEM, "not_applicable", "--reason", "機能なし")
    said = run(*words)
    assert said.code == 1
    assert "承認者が必要です" in said.err
    assert run(*words, "--approver", "承認 次郎").code == 0
