"""What hinders a signature, and what a signature hinders, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.records import WHOLE_CASE
from assessor.errors import Code, Place, Problem
from assessor.text import local_time, same_person

if TYPE_CHECKING:
    from assessor.domain.naming import Named
    from assessor.domain.records import Signoff
    from assessor.domain.signing import Signatures
    from assessor.domain.vocabulary import Stage


def refusal(signoff: Signoff, name: str | Named) -> Problem:
    """Return the problem of changing what is signed; `name` is the subject's."""
    code = Code.CASE_SIGNED if signoff.scope == WHOLE_CASE else Code.SIGNED
    return Problem(
        code, Place(subject="" if code is Code.CASE_SIGNED else signoff.scope), facts(signoff, name)
    )


def facts(signoff: Signoff, name: str | Named) -> dict[str, object]:
    """Return who signed what and when, as sentences name it."""
    when = local_time(signoff.signed_at)
    return {"subject": name, "stage": signoff.stage, "signer": signoff.signer, "signed_at": when}


def hindrances(
    signatures: Signatures, scope: str, stage: Stage, signer: str, *, distinct: bool, name: str | Named
) -> list[Problem]:
    """Return why somebody cannot sign a stage now; nothing when it is possible."""
    place = Place(subject="" if scope == WHOLE_CASE else scope)
    there = signatures.at(scope, stage)
    if there is not None:
        return [Problem(Code.ALREADY_SIGNED, place, facts(there, name))]
    following = signatures.next_stage(scope)
    if following is not stage:
        return [Problem(Code.STAGE_MISSING, place, {"subject": name, "stage": stage, "missing": following})]
    if distinct:
        for one in signatures.of(scope):
            if same_person(one.signer, signer):
                return [Problem(Code.SAME_SIGNER, place, {**facts(one, name), "wanted": stage})]
    return []
