"""The obstacles to a signature, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.records import WHOLE_CASE
from assessor.errors import Code, Place, Problem
from assessor.storage.stores.signatures import signature_facts
from assessor.text import same_person

if TYPE_CHECKING:
    from assessor.domain.naming import BilingualName
    from assessor.domain.signing import Signatures
    from assessor.domain.vocabulary import Stage


def obstacles(
    signatures: Signatures,
    scope: str,
    stage: Stage,
    signer: str,
    *,
    distinct: bool,
    name: str | BilingualName,
) -> list[Problem]:
    """Return the reasons why somebody cannot sign a stage now; empty when it is possible."""
    place = Place(subject="" if scope == WHOLE_CASE else scope)
    there = signatures.at(scope, stage)
    if there is not None:
        return [Problem(Code.ALREADY_SIGNED, place, signature_facts(there, name))]
    following = signatures.next_stage(scope)
    if following is not stage:
        return [Problem(Code.STAGE_MISSING, place, {"subject": name, "stage": stage, "missing": following})]
    if distinct:
        for one in signatures.of(scope):
            if same_person(one.signer, signer):
                return [Problem(Code.SAME_SIGNER, place, {**signature_facts(one, name), "wanted": stage})]
    return []
