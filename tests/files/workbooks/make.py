"""Makes the files of this folder; README.md says what each is."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from msoffcrypto.format.ooxml import OOXMLFile

from assessor.excel.writing import questionnaire_writer
from tests.files.workbooks import sheets
from tests.files.workbooks.marks import PNG
from tests.office.marking import mark_up
from tests.office.provider import Provider, convert
from tests.unit.excel.forms import questionnaire

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


def sent() -> bytes:
    """Return the questionnaire as it goes out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.xlsx"
        questionnaire_writer.write(path, FORM)
        return path.read_bytes()


def returned() -> bytes:
    """Return the questionnaire with the answers typed into it."""
    return sheets.filled(sent(), ANSWERS)


def expected() -> str:
    """Return the cells that must be read."""
    cells = {
        item: {field: str(value) for field, value in fields.items()}
        for item, fields in sorted(ANSWERS.items())
    }
    questions = [asdict(question) for question in FORM.questions]
    found = {"token": asdict(FORM.token), "answers": cells, "questions": questions}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _worked_in(folder: Path) -> None:
    """Let somebody answer at a LibreOffice, move things about, and save it in three formats."""
    blank = folder / "blank.xlsx"
    blank.write_bytes(sent())
    provider = Provider(folder)
    provider.opens(blank)
    provider.fills(ANSWERS)
    provider.saves(HERE / "locked_by_libreoffice.xlsx", PASSWORD)
    provider.does("unprotect", "")
    provider.does("sort", "回答")
    provider.does("hide", "CP-1-03")
    provider.does("insert_row", "CP-1-12")
    provider.does("insert_column", "回答")
    provider.does("top_row", "2")
    provider.does("rename", "回答")
    for ending in ("xlsx", "ods", "xls"):
        provider.saves(HERE / f"worked_in_libreoffice.{ending}")
    provider.work()


def _marked(folder: Path) -> None:
    """Let somebody leave marks at a LibreOffice, and save it in three formats."""
    source, image = folder / "marked.xlsx", folder / "picture.png"
    source.write_bytes(returned())
    image.write_bytes(PNG)
    provider = Provider(folder)
    provider.opens(source)
    mark_up(provider, image)
    for ending in ("xlsx", "ods", "xls"):
        provider.saves(HERE / f"marked.{ending}")
    provider.work()


def main() -> None:
    """Write every file of this folder anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "sent.xlsx"
        source.write_bytes(returned())
        shutil.copy(convert(source, "xlsx", folder), HERE / "resaved_by_libreoffice.xlsx")
        open_document = convert(source, "ods", folder)
        shutil.copy(open_document, HERE / "resaved.ods")
        shutil.copy(convert(open_document, "xlsx", folder), HERE / "through_ods.xlsx")
        shutil.copy(convert(source, "xls", folder), HERE / "old.xls")
        merged = folder / "merged.xlsx"
        merged.write_bytes(sheets.EDITS["cells_merged"](returned()))
        shutil.copy(convert(merged, "xls", folder), HERE / "merged.xls")
        shutil.copy(convert(source, "html", folder), HERE / "saved_as_page.xlsx")
        _worked_in(folder)
        _marked(folder)
    encrypted = BytesIO()
    OOXMLFile(BytesIO(returned())).encrypt(PASSWORD, encrypted)
    (HERE / "encrypted.xlsx").write_bytes(encrypted.getvalue())
    (HERE / "expected.json").write_text(expected(), "utf-8")


if __name__ == "__main__":
    main()
