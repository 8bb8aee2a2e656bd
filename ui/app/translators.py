"""The translators of the window: our own texts are Japanese in the source, English comes from en.qm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator

from assessor.words import Language
from ui.paths import TRANSLATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication

    from ui.session.session import Session

# In the language that was asked for, of which there is nothing else.
_MISSING: Final = (
    "The English texts (en.qm) are missing, so parts of the window are in Japanese. "
    "Run “make i18n”, or install the application again."
)


class Translation(QObject):
    """Keeps the translators of the application in step with the language of the window.

    It is made before any widget, and follows the session before anything else does, so that whoever hears
    of a new language can already speak it.
    """

    def __init__(self, application: QCoreApplication, language: Language) -> None:
        super().__init__()
        self._application = application
        self._installed: list[QTranslator] = []
        self.language = language
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Take the translators out that are there and put those of a language in."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self.language = language
        QLocale.setDefault(QLocale("en_GB" if language is Language.EN else "ja_JP"))
        self._installed = [t for t in (_of_qt(language), _own(language)) if t is not None]
        for translator in self._installed:
            self._application.installTranslator(translator)

    def follow(self, session: Session) -> None:
        """Speak the language of the session from now on; that there are no texts in it is told."""

        def change() -> None:
            self.speak(session.language)
            tell_missing()

        def tell_missing() -> None:
            if session.language is not Language.JA and not _file(session.language).exists():
                # When the window has done with the change, which takes away what was said before.
                QTimer.singleShot(0, session, lambda: session.said.emit(_MISSING))

        session.language_changed.connect(change)
        tell_missing()


def _of_qt(language: Language) -> QTranslator | None:
    """Return Qt's own texts, such as those on the buttons of dialogs."""
    return _loaded(f"qtbase_{language.value}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _file(language: Language) -> Path:
    return TRANSLATIONS / f"{language.value}.qm"


def _own(language: Language) -> QTranslator | None:
    return None if language is Language.JA else _loaded(language.value, str(TRANSLATIONS))


def _loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
