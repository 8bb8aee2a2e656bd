"""A chooser of files that answers by itself."""

from pathlib import Path
from typing import Final


class FakeChooser:
    """Answers the questions for files and folders with what a test laid ready."""

    def __init__(self) -> None:
        self.files: list[Path] = []

    def case_to_open(self) -> Path | None:
        """Return the file laid ready."""
        return self.files[0]

    def case_to_make(self, _suggested: str) -> Path | None:
        """Return the file laid ready."""
        return self.files[0]

    def results_to_make(self, _suggested: str) -> Path | None:
        """Return the file laid ready."""
        return self.files[0]

    def workbooks(self) -> list[Path]:
        """Return the files laid ready."""
        return self.files

    def evidence(self) -> list[Path]:
        """Return the files laid ready."""
        return self.files

    def folder(self, _purpose: object, _start: Path | None = None) -> Path | None:
        """Return the folder laid ready."""
        return self.files[0]

    def archive(self) -> Path | None:
        """Return the file laid ready."""
        return self.files[0]

    def sheet_to_make(self, _suggested: str) -> Path | None:
        """Return the file laid ready."""
        return self.files[0]

    def password_list(self) -> Path | None:
        """Return the file laid ready."""
        return self.files[0]


QUESTIONS: Final = tuple(name for name in vars(FakeChooser) if not name.startswith("_"))
