"""The state of the session: reviewer, language, library and open case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.naming import BilingualName
    from assessor.domain.records import Case
    from assessor.domain.rulebook import Rulebook
    from assessor.domain.signing import Signatures
    from assessor.operations.inspection import Inspection
    from assessor.operations.open_case import OpenCase
    from assessor.operations.viewing import CaseResults
    from assessor.words import Language


class SessionState:
    """The state shared by all parts; only the parts that open, close and lock cases set the case."""

    def __init__(self, language: Language, reviewer: str) -> None:
        self.language = language
        self.reviewer = reviewer
        self.library: Library | None = None
        self.case: OpenCase | None = None
        self.secured = False  # locked until the passphrase is typed again

    @property
    def open_case(self) -> OpenCase:
        """The open case; must not be used while none is open."""
        if self.case is None:
            raise RuntimeError("no case is open")
        return self.case

    @property
    def inspection(self) -> Inspection:
        """The open case for the verbs of the core."""
        return self.open_case.inspection

    @property
    def path(self) -> Path:
        """The path of the open case."""
        return self.inspection.path

    @property
    def case_record(self) -> Case:
        """The record of the open case."""
        return self.inspection.case

    @property
    def rules(self) -> Rulebook:
        """The rulebook frozen into the open case."""
        return self.inspection.rules

    @property
    def results(self) -> CaseResults:
        """The current results of the open case."""
        return self.open_case.results

    @property
    def signatures(self) -> Signatures:
        """The valid signatures of the open case."""
        return self.open_case.signatures

    def named(self, scope: str) -> BilingualName:
        """Return the names of a subject or of the whole inspection in both languages."""
        return self.open_case.named(scope)

    def scope_name(self, scope: str) -> str:
        """Return the name of a subject or of the whole inspection in the language of the window."""
        return self.open_case.scope_name(scope, self.language)
