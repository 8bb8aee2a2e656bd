import sqlite3
from pathlib import Path

import pytest

from assessor.domain.signing import grouped
from assessor.domain.vocabulary import ExaminationRule, Stage
from assessor.operations import signing, viewing
from assessor.operations.inspection import Inspection, this_actor
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

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
    said = run("sign", tmp_path / "c.assess", SUBJECT, "prepared", "--note", "所見", "--lang", "en")
    assert said.code == 0
    assert "mandatory items without a final verdict (27: CP-1-01, " in said.err


@pytest.mark.parametrize(("lang", "told"), [("ja", "（作成：作成 花子 "), ("en", "(Prepared: 作成 花子 ")])
def test_that_a_change_of_what_is_signed_is_refused_naming_who_signed_when(
    run: Run, case_path: Path, lang: str, told: str
):
    run("sign", case_path, SUBJECT, "prepared", "--note", "所見", "--reviewer", "作成 花子")
    said = run("mark", case_path, SUBJECT, ITEM, "discussing", "--lang", lang)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert ("署名を取り消し" if lang == "ja" else "withdraw the signature") in said.err


def test_that_the_same_person_does_not_sign_twice(run: Run, case_path: Path):
    run("sign", case_path, SUBJECT, "prepared", "--note", "所見", "--reviewer", "作成 花子")
    said = run("sign", case_path, SUBJECT, "verified", "--note", "所見", "--reviewer", "作成花子")
    assert said.code == 1
    assert "作成に署名した作成 花子さんは、検証に署名できません" in said.err
    assert run("sign", case_path, SUBJECT, "verified", "--note", "所見", "--reviewer", "検証 太郎").code == 0


def test_that_reopen_takes_the_sign_off_back_and_the_mark_goes_through(run: Run, case_path: Path):
    run("sign", case_path, SUBJECT, "prepared", "--note", "所見")
    run("sign", case_path, "*", "prepared", "--note", "所見")
    said = run("reopen", case_path, SUBJECT, "--reason", "評価の誤り")
    assert (said.code, said.err) == (0, "")
    assert "署名を取り消しました：みなもペイ：評価の誤り（2件）" in said.out
    assert run("mark", case_path, SUBJECT, ITEM, "discussing").code == 0


def test_that_reopen_needs_a_reason(run: Run, case_path: Path):
    run("sign", case_path, SUBJECT, "prepared", "--note", "所見")
    with pytest.raises(SystemExit) as ended:
        run("reopen", case_path, SUBJECT)
    assert ended.value.code == 2
    said = run("reopen", case_path, SUBJECT, "--reason", " ")
    assert said.code == 1
    assert "署名の取消しには理由が必要です" in said.err


def test_that_reopening_what_only_the_whole_locks_says_so(run: Run, case_path: Path):
    run("sign", case_path, "*", "prepared", "--note", "所見", "--reviewer", "作成 花子")
    said = run("reopen", case_path, SUBJECT, "--reason", "訂正")
    assert (said.code, said.out) == (1, "")
    assert "点検全体" in said.err
    assert "署名済みです（作成：作成 花子 " in said.err
    assert "取り消す署名はありません" not in said.err


def test_that_what_was_done_is_told_in_the_language_asked_for(run: Run, case_path: Path):
    signed = run("sign", case_path, SUBJECT, "prepared", "--note", "所見", "--lang", "en")
    assert signed.out.startswith("Signed: Minamo Pay Prepared (")
    reopened = run("reopen", case_path, SUBJECT, "--reason", "誤り\n署名しました", "--lang", "en")
    assert reopened.out == "Signatures withdrawn: Minamo Pay: 誤り 署名しました (1)\n"
    marked = run("mark", case_path, SUBJECT, ITEM, "discussing", "--lang", "en")
    assert marked.out.startswith("Recorded: Minamo Pay CP-1-01 → ")


def test_that_a_name_forges_no_line_and_is_no_novel(run: Run, case_path: Path):
    said = run("sign", case_path, SUBJECT, "prepared", "--note", "所見", "--reviewer", "甲\n署名しました：乙")
    assert [line.startswith("署名しました：") for line in said.out.splitlines()] == [True, False, False]
    said = run("sign", case_path, SUBJECT, "verified", "--note", "所見", "--reviewer", "長" * 40_000)
    assert said.code == 1
    assert "「評価者」が長すぎます（40000文字）" in said.err


def test_that_nobody_approves_their_own_not_applicable_by_command(run: Run, case_path: Path):
    words = ("mark", case_path, SUBJECT, ITEM, "not_applicable", "--reason", "機能なし")
    said = run(*words, "--approver", "X x", "--reviewer", "xx")
    assert said.code == 1
    assert "該当なしの承認者は、評価者（xx）とは別の方にしてください。" in said.err


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE signoff SET signed_at='garbage'", "署名 cp_minamo/prepared：署名日時"),
        ("UPDATE signoff SET signer=x'ff'", "署名 cp_minamo/prepared：署名者"),
        ("UPDATE round SET exported_at='garbage'", "作成日時"),
        ("UPDATE round SET due_on=x'00'", "回答期限"),
        ("UPDATE checklist SET id=id||'x'", "チェックリスト"),
        ("UPDATE subject SET checklist='x'", "チェックリスト"),
        ("UPDATE subject SET \"group\"='x'", "：グループ"),
        ("UPDATE evidence SET subject='x' WHERE rowid=1", "証跡 x/"),
    ],
)
def test_that_one_altered_cell_is_told_as_damage_by_every_command(
    run: Run, case_path: Path, tmp_path: Path, statement: str, told: str
):
    run("sign", case_path, SUBJECT, "prepared", "--note", "所見")
    with sqlite3.connect(case_path) as connection:
        connection.execute(statement)
    connection.close()
    paper = tmp_path / "paper.txt"
    paper.write_text("paper")
    reads: list[tuple[object, ...]] = [("show",), ("rounds",), ("report", "--out", tmp_path / "r.xlsx")]
    commands: dict[str, list[tuple[object, ...]]] = {
        "signoff": [
            ("sign", SUBJECT, "verified", "--reviewer", "乙", "--note", "所見"),
            ("attach", SUBJECT, ITEM, paper),
        ],
        "round": reads,
        "checklist": reads,
        "subject": reads,
        "evidence": reads[2:],
    }
    for verb, *rest in commands[statement.split()[1]]:
        said = run(verb, case_path, *rest)
        assert (said.code, said.out) == (3, ""), verb
        assert "壊れている" in said.err
        assert told in said.err


def test_that_mark_wants_an_approver_for_not_applicable(run: Run, case_path: Path):
    words = ("mark", case_path, SUBJECT, ITEM, "not_applicable", "--reason", "機能なし")
    said = run(*words)
    assert said.code == 1
    assert "承認者が必要です" in said.err
    assert run(*words, "--approver", "承認 次郎").code == 0


def test_that_without_a_note_the_list_goes_to_stderr_and_nothing_is_signed(run: Run, case_path: Path):
    said = run("sign", case_path, SUBJECT, "prepared")
    assert (said.code, said.out) == (1, "")
    assert "所見を付けてください（コマンドでは --note）" in said.err
    assert "「みなもペイ」の評価が未了の高度化項目：8件（CP-2-06、" in said.err
    whole = run("sign", case_path, "*", "prepared", "--lang", "en")
    assert (whole.code, whole.out) == (1, "")
    assert "“Hotoridori Card”: unmet items without a due month: 14 (MJ-01, " in whole.err
    again = run("sign", case_path, SUBJECT, "prepared", "--note", "所見")
    assert again.code == 0
    assert "「みなもペイ」の評価が未了の高度化項目：8件（CP-2-06、" in again.err


def test_that_with_nothing_left_no_note_is_needed(run: Run, case_path: Path):
    said = run("sign", case_path, "own_card_wave", "prepared")
    assert (said.code, said.err) == (0, "")


def test_that_mark_tells_of_a_reason_that_stays_and_takes_it_given_again(run: Run, case_path: Path):
    said = run("mark", case_path, SUBJECT, ITEM, "confirming")
    assert said.code == 0
    assert "評価が「充足」だったときのものをそのまま残しています" in said.err
    opened = Inspection.open(case_path, this_actor())
    reason = viewing.item_detail(opened, SUBJECT, ITEM).row.state.review.reason
    opened.close()
    assert weak_items(case_path) == {ITEM: [ExaminationRule.REASON_FOR_OTHER_VERDICT]}
    said = run("mark", case_path, SUBJECT, ITEM, "confirming", "--reason", reason)
    assert (said.code, said.err) == (0, "")
    assert weak_items(case_path) == {}


def weak_items(case_path: Path) -> dict[str, list[ExaminationRule]]:
    """Return what is weak in the subject, by item."""
    opened = Inspection.open(case_path, this_actor())
    weak = viewing.subject_result(opened, SUBJECT).weak
    opened.close()
    return {item: [one.rule for one in found] for item, found in weak.items()}
