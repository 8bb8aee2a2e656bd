"""The valid answer of a provider to an item, from all rounds with an answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.domain.questionnaire import CARRIED_FIELDS, WRITTEN_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.records import Response
    from assessor.domain.rounds import RoundNumbers

# Fields that belong to a carried field.
_WITH: Final = {field: (field, WRITTEN_FIELDS[field]) for field in CARRIED_FIELDS if field in WRITTEN_FIELDS}


def origins(responses: Iterable[Response], numbers: RoundNumbers) -> dict[str, Response]:
    """Return for each carried field the response that filled it in last."""
    origins_by_field = {}
    for response in sorted(responses, key=lambda r: numbers.order(r.round)):
        for field in CARRIED_FIELDS:
            if getattr(response, field):
                origins_by_field[field] = response
    return origins_by_field


def effective(responses: Iterable[Response], numbers: RoundNumbers) -> Response | None:
    """Return the valid answer to one item, combined from the responses of all its rounds.

    Its round is the last that filled in a carried field, from which the other fields come. None when no
    round filled in a carried field.
    """
    said = origins(responses, numbers)
    if not said:
        return None
    latest = max(said.values(), key=lambda r: numbers.order(r.round))
    values = {
        name: getattr(response, name)
        for field, response in said.items()
        if response is not latest
        for name in _WITH.get(field, (field,))
    }
    return replace(latest, **values) if values else latest


def effective_by_item(responses: Iterable[Response], numbers: RoundNumbers) -> dict[str, Response]:
    """Return the valid answers of one subject by item."""
    by_item: dict[str, list[Response]] = defaultdict(list)
    for response in responses:
        by_item[response.item].append(response)
    answers = {item: effective(of_item, numbers) for item, of_item in by_item.items()}
    return {item: answer for item, answer in answers.items() if answer is not None}
