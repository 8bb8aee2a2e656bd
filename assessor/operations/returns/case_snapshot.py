"""The rounds and answers of subjects in the case, read once for all files of a batch."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assessor import catalog
from assessor.domain.answering import effective
from assessor.domain.questionnaire import CARRIED_FIELDS, INPUT_FIELDS
from assessor.domain.records import Response, Return, Round, Subject
from assessor.domain.rounds import RoundNumbers
from assessor.operations.questionnaires.exporting import sent_questionnaire
from assessor.operations.questionnaires.planning import token_of
from assessor.operations.returns.comparing import Readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assessor.domain.questionnaire import Questionnaire
    from assessor.domain.records import Value
    from assessor.domain.signing import Signatures
    from assessor.errors import Problem
    from assessor.operations.inspection import Inspection
    from assessor.storage.unit_of_work import UnitOfWork

_NO_ROUNDS: Final[Mapping[str, Round]] = {}
_OF_THE_ROUND: Final = tuple(field for field in INPUT_FIELDS if field not in CARRIED_FIELDS)


class CaseSnapshot:
    """Reads what is asked for and remembers it; valid within the unit of work it was made with."""

    def __init__(self, inspection: Inspection, work: UnitOfWork) -> None:
        self._inspection = inspection
        self._work = work
        self._sent: dict[tuple[str, str], Questionnaire] = {}
        self._answers: dict[str, list[Response]] = {}

    def subject(self, key: str) -> Subject:
        """Return a subject; an unknown key gives one without a checklist."""
        return self._subjects.get(key) or Subject(subject=key)

    def locks(self, subject: str) -> tuple[Problem, ...]:
        """Return the signatures that forbid changes to a subject, of itself or of the whole, as problems."""
        if self._signatures.lock(subject) is None:  # nearly always, so they are read once for all
            return ()
        return self._inspection.refusals(self._work, [subject])

    def rounds(self, subject: str) -> Mapping[str, Round]:
        """Return the rounds of a subject by id, the latest last."""
        return self._rounds.get(subject, _NO_ROUNDS)

    def sent(self, sending: Round) -> Questionnaire:
        """Return the questionnaire of a round as it was sent."""
        key = (sending.subject, sending.id)
        if key not in self._sent:
            self._sent[key] = sent_questionnaire(self._inspection, self._work, sending)
        return self._sent[key]

    def returns(self, subject: str) -> Sequence[Return]:
        """Return the recorded returns of a subject."""
        return self._returns.get(subject, ())

    def answers(self, subject: str) -> list[Response]:
        """Return all answers of a subject."""
        if subject not in self._answers:
            answered = subject in self._answered  # empty when the first round comes back
            self._answers[subject] = self._work.records.all(Response, subject=subject) if answered else []
        return self._answers[subject]

    @cached_property
    def readings(self) -> Readings:
        """The reader of cells that all these files share."""
        return Readings(catalog.answer_words(catalog.default_folder()))

    # A case has few of these, so reading all at once is cheaper than subject by subject.

    @cached_property
    def _signatures(self) -> Signatures:
        return self._inspection.signatures(self._work)

    @cached_property
    def _answered(self) -> frozenset[Value]:
        return self._work.records.values(Response, "subject")

    @cached_property
    def _subjects(self) -> Mapping[str, Subject]:
        return {one.subject: one for one in self._work.records.all(Subject)}

    @cached_property
    def _rounds(self) -> Mapping[str, Mapping[str, Round]]:
        by_subject: dict[str, dict[str, Round]] = defaultdict(dict)
        for one in self._work.records.all(Round):
            by_subject[one.subject][one.id] = one
        return by_subject

    @cached_property
    def numbers(self) -> RoundNumbers:
        """The numbers of all rounds by their ids."""
        return RoundNumbers(one for rounds in self._rounds.values() for one in rounds.values())

    @cached_property
    def _returns(self) -> Mapping[str, Sequence[Return]]:
        by_subject: dict[str, list[Return]] = defaultdict(list)
        for one in self._work.records.all(Return):
            by_subject[one.subject].append(one)
        return by_subject

    def with_print(self, token_print: str) -> tuple[str, str] | None:
        """Return subject and round id of the round with this print in its row keys, or None."""
        return self._prints.get(token_print)

    @cached_property
    def _prints(self) -> Mapping[str, tuple[str, str]]:
        return {
            token_of(self._inspection, self.subject(subject), one).print: (subject, one.id)
            for subject, rounds in self._rounds.items()
            for one in rounds.values()
        }


def own_answers(responses: Iterable[Response], round_id: str) -> dict[str, dict[str, str]]:
    """Return by item the answers of this round alone."""
    return {
        one.item: {field: value for field in INPUT_FIELDS if (value := str(getattr(one, field)))}
        for one in responses
        if one.round == round_id
    }


def current_answers(
    responses: Iterable[Response], round_id: str, numbers: RoundNumbers
) -> dict[str, dict[str, str]]:
    """Return by item the current answers: carried fields from all rounds, others from this one."""
    by_item: dict[str, list[Response]] = defaultdict(list)
    for response in responses:
        by_item[response.item].append(response)
    return {item: _fields(of_item, round_id, numbers) for item, of_item in by_item.items()}


def _fields(responses: list[Response], round_id: str, numbers: RoundNumbers) -> dict[str, str]:
    carried = effective(responses, numbers)
    own = next((one for one in responses if one.round == round_id), None)
    values = {field: str(getattr(carried, field)) for field in CARRIED_FIELDS} if carried else {}
    if own is not None:
        values |= {field: getattr(own, field) for field in _OF_THE_ROUND}
    return {field: value for field, value in values.items() if value}
