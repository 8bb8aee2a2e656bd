"""The translators of the window: our own texts are Japanese in the source, English comes from en.qm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator

from assessor.words import Language
from ui.paths import TRANSLATIONS

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from ui.session.session import Session

# In the language that was asked for, of which there is nothing else.
_MISSING: Final = (
    "The English texts (en.qm) are missing, so parts of the window are in Japanese. "
    "Run “make i18n”, or install the application again."
)


class Translation(QObject):
    """Keeps the translators of the application in step with the session's language.

    It is made before any widget, so that whoever hears of a new language can already speak it.
    """

    def __init__(self, application: QCoreApplication, session: Session) -> None:
        super().__init__(session)
        self._application = application
        self._session = session
        self._installed: list[QTranslator] = []
        session.language_changed.connect(self.install)
        self.install()

    def install(self) -> None:
        """Take the translators out that are there and put those of the session's language in."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        language = self._session.language
        QLocale.setDefault(QLocale("en_GB" if language is Language.EN else "ja_JP"))
        self._installed = [t for t in (_of_qt(language), _own(language)) if t is not None]
        for translator in self._installed:
            self._application.installTranslator(translator)
        if language is not Language.JA and not (TRANSLATIONS / f"{language.value}.qm").exists():
            # When the window is there, which is made after this.
            QTimer.singleShot(0, self, lambda: self._session.said.emit(_MISSING))


def _of_qt(language: Language) -> QTranslator | None:
    """Return Qt's own texts, such as those on the buttons of dialogs."""
    return _loaded(f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _own(language: Language) -> QTranslator | None:
    return None if language is Language.JA else _loaded(language.value, str(TRANSLATIONS))


def _loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
