"""Why an item does not apply to a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.naming import BilingualName
from assessor.words import Language

if TYPE_CHECKING:
    from assessor.domain.rulebook import Applicability

_HAS = "あり"  # ends the names of features, and is out of place among what is missing


def why_not(applicability: Applicability, language: Language) -> str:
    """Return why an item does not apply: the rule's reason, else the features that are missing."""
    ja, en = _both(applicability)
    return en if language is Language.EN else ja


def why_not_in_both(applicability: Applicability) -> BilingualName:
    """Return the same for a sentence whose language is not known yet."""
    return BilingualName(*_both(applicability))


def _both(applicability: Applicability) -> tuple[str, str]:
    if applicability.rule:
        return applicability.reason, applicability.reason_en or applicability.reason
    if not applicability.missing:
        return "この形態のサービスには該当しない項目", "Not meant for this kind of service"
    names = "・".join(feature.name.removesuffix(_HAS) for feature in applicability.missing)
    names_en = ", ".join(feature.name_en for feature in applicability.missing)
    return f"該当する機能なし（{names}）", f"The service does not have: {names_en}"
