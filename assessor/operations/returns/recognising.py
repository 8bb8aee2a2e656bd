"""Recognising a workbook: the subject and round it answers, and whether it may still be taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.returns.values import AnsweredRound

if TYPE_CHECKING:
    from assessor.domain.questionnaire import Questionnaire, Token
    from assessor.domain.records import Return, Round
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook
    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.case_snapshot import CaseSnapshot


@dataclass(frozen=True)
class RecognisedRound:
    """The round that a workbook answers, what was sent in it, and the notes on that."""

    round: Round
    sent: Questionnaire
    answered: AnsweredRound
    taken: tuple[Return, ...]  # earlier returns of this very file
    problems: tuple[Problem, ...]


def recognise(
    inspection: Inspection,
    snapshot: CaseSnapshot,
    returned: ReturnedWorkbook,
    *,
    file: str,
    sha256: str,
    subject: str = "",
) -> RecognisedRound:
    """Return the round; `subject` is the key of the sender that the reviewer names, or empty.

    Raises InputError for a workbook of another case, subject or checklist, of a round that was never sent, or
    without any identification while the reviewer named nobody.
    """
    place = Place(file=file)
    notes: list[Problem] = []
    if returned.token is not None:
        name, round_id = _by_token(inspection, snapshot, returned.token, place)
    else:
        name, round_id = _by_row_keys(snapshot, returned, subject, place)
        facts = {"found": snapshot.subject(name).name, "round": snapshot.numbers.of(round_id)}
        notes.append(Problem(Code.TOKEN_LOST, Place(file=file, subject=name), facts))
    if subject and subject != name:
        facts = {"found": snapshot.subject(name).name, "expected": snapshot.subject(subject).name or subject}
        raise InputError(Problem(Code.OTHER_SUBJECT, place, facts))
    rounds = snapshot.rounds(name)
    answered = rounds[round_id]
    sent = snapshot.sent(answered)
    if returned.prints and sent.token.print not in returned.prints:  # the table of another subject
        facts = {"found": f"{name} {answered.number} ≠ {', '.join(sorted(returned.prints))}"}
        raise InputError(Problem(Code.TOKENS_DISAGREE, place, facts))
    taken = tuple(one for one in snapshot.returns(name) if one.sha256 == sha256)
    late = _late(answered, max(one.number for one in rounds.values()), taken, place)
    answered_round = AnsweredRound.LATE if late else AnsweredRound.CURRENT
    return RecognisedRound(answered, sent, answered_round, taken, (*late, *notes))


def _by_token(inspection: Inspection, snapshot: CaseSnapshot, token: Token, place: Place) -> tuple[str, str]:
    if token.case != inspection.case.id:
        raise InputError(Problem(Code.OTHER_CASE, place))
    if not snapshot.subject(token.subject).checklist:
        raise InputError(Problem(Code.OTHER_SUBJECT, place, {"found": token.subject, "expected": ""}))
    checklist = inspection.checklists.get(token.checklist)
    if checklist is None or checklist.sha256 != token.checklist_sha256:
        raise InputError(Problem(Code.OTHER_CHECKLIST, place))
    rounds = snapshot.rounds(token.subject)
    if token.round_id not in rounds:
        latest = max((one.number for one in rounds.values()), default=0)
        facts = {"found": str(token.round), "expected": str(latest)}
        raise InputError(Problem(Code.UNKNOWN_ROUND, place, facts))
    return token.subject, token.round_id


def _by_row_keys(
    snapshot: CaseSnapshot, returned: ReturnedWorkbook, subject: str, place: Place
) -> tuple[str, str]:
    """Return subject and id of the round whose print the row keys carry, else the latest round of `subject`.

    When rows of several questionnaires are mixed, the reviewer's choice decides. Raises InputError.
    """
    known = [
        round_of_print
        for one in sorted(returned.prints)
        if (round_of_print := snapshot.with_print(one)) is not None
    ]
    if subject and known:
        known = [round_of_print for round_of_print in known if round_of_print[0] == subject]
        if not known:
            facts = {"found": "", "expected": snapshot.subject(subject).name or subject}
            raise InputError(Problem(Code.OTHER_SUBJECT, place, facts))
    if len(known) == 1:
        return known[0]
    if returned.prints and not known:
        raise InputError(Problem(Code.OTHER_CASE, place))
    rounds = snapshot.rounds(subject) if subject else {}
    if not rounds:
        raise InputError(Problem(Code.NO_TOKEN, place))
    return subject, list(rounds)[-1]


def _late(answered: Round, latest: int, taken: tuple[Return, ...], place: Place) -> tuple[Problem, ...]:
    if answered.number == latest:
        return ()
    facts: dict[str, object] = {"found": str(answered.number), "expected": str(latest)}
    before = next((one for one in taken if one.round == answered.id), None)
    if before is None:
        return (Problem(Code.OLDER_ROUND, place, facts),)
    return (Problem(Code.ALREADY_RETURNED, place, {**facts, "at": before.received_at}),)
