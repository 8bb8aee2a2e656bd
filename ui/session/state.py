"""What there is at this moment: who reviews, in which language, the library, and the case that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.checklist import Rulebook
    from assessor.domain.naming import BilingualName
    from assessor.domain.records import Case
    from assessor.domain.signing import Signatures
    from assessor.operations.inspection import Inspection
    from assessor.operations.open_case import OpenCase
    from assessor.operations.viewing import CaseResults
    from assessor.words import Language


class SessionState:
    """What every part of the session looks at; only what opens, closes and locks cases sets the case."""

    def __init__(self, language: Language, reviewer: str) -> None:
        self.language = language
        self.reviewer = reviewer
        self.library: Library | None = None
        self.case: OpenCase | None = None
        self.secured = False  # locked until the passphrase is given again

    @property
    def open_case(self) -> OpenCase:
        """The open case, for what is only asked while there is one."""
        if self.case is None:
            raise RuntimeError("no case is open")
        return self.case

    @property
    def inspection(self) -> Inspection:
        """The open case for the verbs of the core."""
        return self.open_case.inspection

    @property
    def path(self) -> Path:
        """Where the open case lies."""
        return self.inspection.path

    @property
    def case_record(self) -> Case:
        """The open case's own record."""
        return self.inspection.case

    @property
    def rules(self) -> Rulebook:
        """The rulebook frozen into the open case."""
        return self.inspection.rules

    @property
    def results(self) -> CaseResults:
        """The results of the open case, up to date."""
        return self.open_case.results

    @property
    def signatures(self) -> Signatures:
        """The sign-offs that stand in the open case."""
        return self.open_case.signatures

    def named(self, scope: str) -> BilingualName:
        """Return the names of a subject or of the whole inspection, for sentences in any language."""
        return self.open_case.named(scope)

    def scope_name(self, scope: str) -> str:
        """Return the name of a subject or of the whole inspection in the language of the window."""
        return self.open_case.scope_name(scope, self.language)
