"""Returned questionnaires for pictures: good, odd, protected, late and broken ones."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from assessor.excel.layout import QUESTIONS
from assessor.excel.writing import filling
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending, WorkbookProtection
from assessor.operations.returns.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session.jobs import Job
    from ui.session.session import Session

SECRET: Final = "ひみつ"
_WORDS: Final = ("実施済", "一部実施", "済み", "未実施", "対応中", "○", "実施済", "対象外", "実施済")
_DATES: Final = ("", "2020/12/31", "", "令和2年12月", "年末", "", "", "", "")


class Provider:
    """Exports questionnaires, fills them in and returns them in different ways."""

    def __init__(self, session: Session, folder: Path, wait_for: Callable[[Job], None]) -> None:
        self._session = session
        self._out = folder / "送付"
        self.folder = folder / "返却"
        self._wait_for = wait_for
        for place in (self._out, self.folder):
            place.mkdir()

    def return_all(self, telling: str) -> Path:
        """Return the folder of returned files, of which that of subject `telling` has all kinds of cells."""
        counts = exporting.open_counts(self._session.inspection, everything=True)
        good, other, late, taken, locked = [key for key in counts if key != telling][-5:]
        for subject in (good, other):
            self._fill(self._send(subject), 6)
        self._accept(self._fill(self._send(taken), 4, aside=True), back=True)
        self._be_late(late)
        self._send(locked, Sending(everything=True, protection=WorkbookProtection.ONE, password=SECRET))
        self.tell(telling)
        (self.folder / "質問票（途中まで）.xlsx").write_bytes(b"PK\x03\x04 cut off")
        return self.folder

    def tell(self, subject: str) -> None:
        """Return a file with changes, conflicts, unreadable and rewritten cells, and evidence."""
        path = self._send(subject)
        items = self._items(subject)
        aside = Path(shutil.copy(path, self._out / f"先行_{path.name}"))
        filling.fill(aside, {items[1]: {"explanation": "先に届いた回答の説明です。"}})
        self._accept(aside)
        odd: dict[str, dict[str, str]] = {
            item: {"answer": word, "explanation": "規程を改め、10月から運用しています。", "due_on": due}
            for item, word, due in zip(items, _WORDS, _DATES, strict=False)
        }
        odd[items[0]]["evidence_names"] = "認証設計書.pdf"
        odd[items[1]]["evidence_names"] = "運用規程.docx、監査報告書.pdf"
        odd[items[2]]["requirement"] = "（弊社にて文言を修正しました）"
        odd[items[3]]["guidance"] = "該当しない場合は空欄で可"
        filling.fill(path, odd)
        _mark(path, items)
        home = self.folder / path.stem
        home.mkdir()
        for name in ("認証設計書.pdf", "運用規程（第3版）.docx", "送付状.pdf"):
            (home / name).write_bytes(name.encode() * 900)

    def _be_late(self, subject: str) -> None:
        path = self._fill(self._send(subject), 5, aside=True)
        self._accept(path)
        self._send(subject).unlink()
        filling.fill(path, {self._items(subject)[0]: {"explanation": "追加で届いた説明です。"}})
        shutil.copy(path, self.folder)

    def _send(self, subject: str, sending: Sending = Sending(everything=True)) -> Path:  # noqa: B008 - frozen
        files: list[Any] = []
        job = self._session.questionnaires.export([subject], self.folder, sending)
        job.succeeded.connect(lambda exported: files.extend(exported.files))
        self._wait_for(job)
        return files[0].path  # type: ignore[no-any-return]  # an ExportedFile

    def _fill(self, path: Path, count: int, *, aside: bool = False) -> Path:
        """Answer the first items; with `aside` in another folder than that of the returned files."""
        if aside:
            path = path.rename(self._out / path.name)
        subject = path.stem
        items = self._items(next(key for key, name in self._names().items() if name in subject))
        told = {"answer": "実施済", "explanation": "規程を改め、10月から運用しています。"}
        filling.fill(path, dict.fromkeys(items[:count], told))
        return path

    def _accept(self, path: Path, *, back: bool = False) -> None:
        decisions: list[Decision] = []
        job = self._session.returns.read([path])
        job.succeeded.connect(lambda batch: decisions.extend(Decision(seen) for seen in batch.previews))
        self._wait_for(job)
        self._wait_for(self._session.returns.accept(decisions))
        if back:
            shutil.copy(path, self.folder)

    def _items(self, subject: str) -> list[str]:
        rows = self._session.reviews.item_rows(subject)
        return [row.state.item.id for row in rows if row.state.applicability.applies]

    def _names(self) -> dict[str, str]:
        subjects = [result.subject for result in self._session.results.subjects]
        return {subject.subject: subject.name for subject in subjects}


def _mark(path: Path, items: list[str]) -> None:
    """Leave marks on a filled-in questionnaire: a note, struck text, a link, and a remark below the table."""
    book = load_workbook(path, rich_text=True)
    sheet = book[QUESTIONS]
    rows = {str(sheet.cell(row, 2).value): row for row in range(2, sheet.max_row + 1)}
    note, struck, linked = (rows[item] for item in items[4:7])
    sheet.cell(note, 7).comment = Comment("ただし、Web版は2021年3月に対応予定です。", "決済推進課 青空")
    gone = TextBlock(InlineFont(strike=True), "全利用者に適用しています。")
    sheet.cell(struck, 8).value = CellRichText(gone, "スマートフォン版の利用者に適用しています。")
    sheet.cell(linked, 11).value = "規程集"
    sheet.cell(linked, 11).hyperlink = "https://box.example.jp/s/abc123"
    sheet.cell(sheet.max_row + 2, 5).value = "※1 2020年12月以降に登録した利用者に限ります。"
    book.save(path)
