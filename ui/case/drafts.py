"""Unrecorded input, saved when typing pauses and offered after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assessor.domain.vocabulary import Verdict
from assessor.operations.drafts import SavedDrafts, UnrecordedInput
from ui.item.draft import Draft
from ui.widgets.chips import Strip
from ui.widgets.dialogs import messages
from ui.widgets.labels import GAP, MARGIN, Text

if TYPE_CHECKING:
    from ui.item.panel import ItemPanel
    from ui.session.session import Session
    from ui.settings import Settings

PAUSE_MS: Final = 700  # pause in typing after which it is saved
MOST_MS: Final = 5000  # longest time without saving
_NAMED: Final = 3


class DraftOffer(Strip):
    """Offers the unrecorded input of the last time, to be taken over or discarded by a click."""

    take_chosen = Signal()
    discard_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Verdict.CONFIRMING, parent)
        self.message = Text()
        self.take, self.discard = QPushButton(), QPushButton()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addStretch(1)
        for button in (self.take, self.discard):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.message)
        column.addLayout(line)
        self.take.clicked.connect(self.take_chosen)
        self.discard.clicked.connect(self.discard_chosen)
        self._typed: tuple[UnrecordedInput, ...] = ()
        self.show_offer((), read_only=False)

    def show_offer(self, typed: tuple[UnrecordedInput, ...], *, read_only: bool) -> None:
        """Show the offered input, or hide the strip if there is none."""
        self._typed = typed
        self.take.setEnabled(not read_only)
        self.setVisible(bool(typed))
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        items = list(dict.fromkeys(one.item for one in self._typed))
        names = self.tr("、").join(items[:_NAMED])
        if len(items) > _NAMED:
            names = self.tr("{names} ほか{count}件").format(names=names, count=len(items) - _NAMED)
        text = self.tr("前回、記録されなかった入力があります：{names}")
        self.message.setText(text.format(names=names))
        self.take.setText(self.tr("取り込む"))
        self.discard.setText(self.tr("破棄"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


class Drafts(QObject):
    """Saves the input of the item panel, and of an encrypted case also its last place."""

    def __init__(self, session: Session, settings: Settings, panel: ItemPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._folder = settings.draft_folder
        self._panel = panel
        self._offered: tuple[UnrecordedInput, ...] = ()  # of the last time, still undecided
        self._written = SavedDrafts()
        self.keep_all = False  # the program ends without a question, so input is kept
        self.offer = DraftOffer()
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.offer)
        self._waiting = QElapsedTimer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.flush)
        self.offer.take_chosen.connect(self.take)
        self.offer.discard_chosen.connect(self._on_discard_chosen)
        typing = (panel.editor.typing, panel.inquiries.question.textChanged, session.typed.changed)
        for signal in (*typing, session.current_changed):
            signal.connect(self._on_typed)
        # In the next turn, after the recorded input was removed from the fields.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.flush)
        session.reviews_changed.connect(lambda _: self._soon.start(0))
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.closed.connect(self._on_closed)
        session.case_changed.connect(self._on_case_changed)
        if session.is_open:
            self._on_opened()

    def flush(self) -> None:
        """Save the present input, unless it is saved already or the case is locked."""
        self._pause.stop()
        self._waiting.invalidate()
        self._write(self._now())

    def take(self) -> None:
        """Put the offered input into the fields of its items, except those with other input."""
        session, offered = self._session, self._offered
        places = {
            (r.subject.subject, s.item.id): s.review for r in session.results.subjects for s in r.states
        }
        gone = [one for one in offered if (one.subject, one.item) not in places]
        there = [one for one in offered if (one.subject, one.item) in places]
        self._offer(())
        for one in there:
            place = (one.subject, one.item)
            recorded = places[place].reason
            reason = one.reason
            if reason is not None and recorded.strip() not in {one.before.strip(), reason.strip(), ""}:
                reason = f"{recorded}\n{reason}"  # another reason was recorded meanwhile
            self._panel.editor.take_in(place, Draft(reason, one.due, one.approver, one.not_applicable))
            self._panel.inquiries.take_in(place, one.question or "")
        if there:
            session.select(there[0].subject, there[0].item)
        if gone:
            messages.show_message(
                self._panel.window(),
                self.tr("次の入力は、項目が案件にないため取り込めませんでした。"),
                more="\n".join(f"{one.item}：{one.question or ''}{one.reason or ''}" for one in gone),
            )
        self.flush()

    def _on_discard_chosen(self) -> None:
        texts = [f"{one.item}：{one.reason or ''}{one.question or ''}" for one in self._offered]
        messages.ask(
            self._panel.window(),
            self.tr("前回の入力を破棄しますか。元に戻せません。"),
            more="\n".join(texts),
            yes=self.tr("破棄する"),
            then=self._discard,
        )

    def _discard(self) -> None:
        self._offer(())
        self.flush()

    def _offer(self, typed: tuple[UnrecordedInput, ...]) -> None:
        self._offered = typed
        self.offer.show_offer(typed, read_only=self._session.read_only)

    def _now(self, *, typed: bool = True) -> SavedDrafts:
        session, panel = self._session, self._panel
        inputs: list[UnrecordedInput] = list(self._offered)
        if typed:
            before = panel.editor.recorded_reason
            inputs += [
                UnrecordedInput(
                    *place, draft.reason, draft.due, draft.approver, draft.wanted, None, before(place)
                )
                for place, draft in panel.editor.drafts.items()
            ]
            inputs += [
                UnrecordedInput(*place, question=text) for place, text in panel.inquiries.drafts.items()
            ]
        known = session.protected  # the last place of a plain case is in the settings
        place = (session.current_subject, session.current_item) if known else ("", "")
        return SavedDrafts(*place, tuple(inputs), session.typed.all() if typed else ())

    def _write(self, kept: SavedDrafts) -> None:
        session = self._session
        writable = session.is_open and not session.secured and kept != self._written
        if writable and session.reviews.keep_typed(self._folder, kept):
            self._written = kept

    def _on_typed(self) -> None:
        if not self._session.is_open or self._session.secured:
            return
        if not self._waiting.isValid():
            self._waiting.start()
        left = MOST_MS - self._waiting.elapsed()
        self._pause.start(max(0, min(PAUSE_MS, left)))

    def _on_opened(self) -> None:
        session = self._session
        kept = self._written = session.reviews.kept_typed(self._folder)
        self._offer(kept.typed)
        session.typed.put(kept.dialogs)
        if kept.dialogs:
            session.said.emit(
                self.tr("前回、署名や該当なしの画面に入力した文章があります。同じ画面を開くと表示します。")
            )
        if kept.subject in session.results.keys:
            states = session.results.subject(kept.subject).states
            if kept.item in {state.item.id for state in states}:
                session.select(kept.subject, kept.item)

    def _on_closing(self) -> None:
        """Keep only the input that is still offered; the rest is recorded or was discarded."""
        self._write(self._now(typed=self.keep_all))
        self._pause.stop()

    def _on_closed(self) -> None:
        self._written = SavedDrafts()
        self._session.typed.put(())
        self._offer(())

    def _on_case_changed(self) -> None:
        """Save again after the passphrase was set or removed, with the new protection."""
        kept, self._written = self._now(), SavedDrafts()
        if kept == SavedDrafts():
            self._written = SavedDrafts("-")  # so that the file is deleted
        self._write(kept)
