"""Makes the files of this folder; README.md says how to run it."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import fill, questionnaire

HERE: Final = Path(__file__).parent
PASSWORD: Final = "点検2020"
FORM: Final = questionnaire(2, 12)
ANSWERS: Final[dict[str, dict[str, str | date]]] = {
    "CP-1-01": {
        "answer": "実施済",
        "explanation": "SMS のワンタイムコードで確認しています。\n2020年4月から全利用者が対象です。",
        "evidence_names": "=認証方式仕様書 第2版 3章",
        "respondent": "システム部 青空 花子",
        "answered_on": date(2020, 12, 1),
        "reply": "2020年12月18日に完了しました。",
    },
    "CP-1-02": {"answer": "△", "explanation": "Web 版は未対応です。", "due_on": "2020年12月末"},
    "CP-1-03": {"answer": "対象外", "explanation": "該当する機能がありません。", "answered_on": "R2.12.1"},
    "CP-1-05": {"answer": "　実施済　", "respondent": "00123"},
    "CP-1-08": {"answer": "同上"},
    "CP-1-12": {"answer": "未実施", "alternative": "上限額を引き下げています。", "due_on": date(2021, 3, 31)},
}


def _office(source: Path, ending: str, folder: Path) -> Path:
    profile = folder / "profile"
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", ending, "--outdir", str(folder / ending), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    return folder / ending / source.with_suffix(f".{ending}").name


def _expected() -> str:
    cells = {
        item: {field: str(value) for field, value in fields.items()}
        for item, fields in sorted(ANSWERS.items())
    }
    questions = [asdict(question) for question in FORM.questions]
    found = {"token": asdict(FORM.token), "answers": cells, "questions": questions}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every file of this folder anew."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--encrypt", required=True, help="the msoffcrypto-tool program")
    program = parser.parse_args().encrypt
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sent = folder / "sent.xlsx"
        questionnaire_writer.write(sent, FORM)
        fill(sent, ANSWERS)
        shutil.copy(_office(sent, "xlsx", folder), HERE / "resaved_by_libreoffice.xlsx")
        shutil.copy(_office(sent, "ods", folder), HERE / "resaved.ods")
        shutil.copy(_office(sent, "xls", folder), HERE / "old.xls")
        encrypted = HERE / "encrypted.xlsx"
        subprocess.run([program, "-e", "-p", PASSWORD, str(sent), str(encrypted)], check=True)
        (HERE / "truncated.xlsx").write_bytes(sent.read_bytes()[:-3000])
    page = "<!DOCTYPE html>\n<html><head><title>ログイン</title></head><body><table></table></body></html>\n"
    (HERE / "page.xlsx").write_text(page, "utf-8")
    (HERE / "expected.json").write_text(_expected(), "utf-8")


if __name__ == "__main__":
    main()
