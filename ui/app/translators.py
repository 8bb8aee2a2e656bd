"""The translators of the window: our texts are Japanese in the source, their English is in en.qm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator

from assessor.words import Language
from ui.paths import TRANSLATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication

    from ui.session.session import Session

# In the language that has no translation.
_MISSING: Final = (
    "The English texts (en.qm) are missing, so parts of the window are in Japanese. "
    "Run “make i18n”, or install the application again."
)


class Translation(QObject):
    """Installs the translators for the language of the window.

    It is created before any widget and connected to the session first, so that others can translate as soon
    as they are told of a new language.
    """

    def __init__(self, application: QCoreApplication, language: Language) -> None:
        super().__init__()
        self._application = application
        self._installed: list[QTranslator] = []
        self.language = language
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Replace the installed translators by those of a language."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self.language = language
        QLocale.setDefault(QLocale("en_GB" if language is Language.EN else "ja_JP"))
        self._installed = [t for t in (_of_qt(language), _own(language)) if t is not None]
        for translator in self._installed:
            self._application.installTranslator(translator)

    def follow(self, session: Session) -> None:
        """Follow the language of the session; missing texts are reported."""

        def change() -> None:
            self.speak(session.language)
            tell_missing()

        def tell_missing() -> None:
            if session.language is not Language.JA and not _file(session.language).exists():
                # After the window has handled the change, which clears earlier messages.
                QTimer.singleShot(0, session, lambda: session.said.emit(_MISSING))

        session.language_changed.connect(change)
        tell_missing()


def _of_qt(language: Language) -> QTranslator | None:
    """Return the translator of Qt's own texts, such as buttons of dialogs; None when it is missing."""
    return _loaded(f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _file(language: Language) -> Path:
    return TRANSLATIONS / f"{language.value}.qm"


def _own(language: Language) -> QTranslator | None:
    return None if language is Language.JA else _loaded(language.value, str(TRANSLATIONS))


def _loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
