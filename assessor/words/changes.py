"""One line on a change set: the items, and the values before and after."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from assessor.domain.records import RecordKind
from assessor.domain.vocabulary import Verdict, Way
from assessor.words import Language
from assessor.words.naming import about, name_in
from assessor.words.records import field_name
from assessor.words.terms import named, term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessor.domain.change import Change, ChangeSet
    from assessor.domain.naming import BilingualName

_WAYS: Final = {
    Way.DO: ("{told}", "{told}"),
    Way.UNDO: ("元に戻しました　{told}", "Undone: {told}"),
    Way.REDO: ("やり直しました　{told}", "Done again: {told}"),
}
_ABOUT: Final = ("{what}：{how}", "{what}: {how}")
_ITEMS: Final = ("{count}項目", "{count} items")
_TURNED: Final = ("{before} → {after}", "{before} → {after}")
_TO: Final = ("→ {after}", "→ {after}")
_SET: Final = ("{field}を記録", "{field} recorded")
_EMPTIED: Final = ("{field}を削除", "{field} removed")
_STANDS: Final = ("評価を再確認", "judgement confirmed anew")
_NO_MONTH: Final = ("予定未定", "no month")
_OF_REVIEW: Final = ("verdict", "reason", "due", "approver")


def changed(
    change_set: ChangeSet, named_as: Callable[[str], BilingualName], language: Language, *, subject: str = ""
) -> str:
    """Return a line on a change set; `subject` is the shown one, so only other subjects are named."""
    reviews: dict[str, dict[str, Change]] = defaultdict(dict)
    for change in change_set.changes:
        if change.record is RecordKind.REVIEW and change.field in _OF_REVIEW:
            reviews[change.key][change.field] = change
    only = all(change.record is RecordKind.REVIEW for change in change_set.changes)
    if reviews and only:
        phrases = _of_reviews(reviews, named_as, language, subject)
    elif only and change_set.changes:
        stands = {change.key: {"": change} for change in change_set.changes}
        phrases = _of_reviews(stands, named_as, language, subject)
    else:
        what, how = term(change_set.action, language), about(change_set, named_as, language)
        phrases = named(*_ABOUT, language).format(what=what, how=how) if how else what
    return named(*_WAYS[change_set.way], language).format(told=phrases)


def _of_reviews(
    reviews: Mapping[str, Mapping[str, Change]],
    named_as: Callable[[str], BilingualName],
    language: Language,
    subject: str,
) -> str:
    subjects = list(dict.fromkeys(key.partition("/")[0] for key in reviews))
    items = [key.partition("/")[2] for key in reviews]
    what = items[0] if len(items) == 1 else named(*_ITEMS, language).format(count=len(items))
    if subjects != [subject]:
        names = (", " if language is Language.EN else "、").join(
            name_in(named_as(one), language) for one in subjects[:2]
        )
        what = f"{names}{' …' if len(subjects) > 2 else ''} {what}"
    parts = []
    for field in _OF_REVIEW:
        of_field = [changes[field] for changes in reviews.values() if field in changes]
        if of_field:
            parts.append(_of_field(field, of_field, language))
    parts = parts or [named(*_STANDS, language)]
    how = ("; " if language is Language.EN else "、").join(parts)
    return named(*_ABOUT, language).format(what=what, how=how)


def _of_field(field: str, changes: list[Change], language: Language) -> str:
    """Return the change of a field in one item, or the equal changes in several."""
    before = {change.before for change in changes}
    after = {change.after for change in changes}
    name = field_name(RecordKind.REVIEW, field, language)
    if field == "verdict":
        words = [term(Verdict(str(value)), language) for value in sorted(map(str, after))]
        to = " / ".join(words)
        if len(before) > 1:
            return named(*_TO, language).format(after=to)
        only = term(Verdict(str(next(iter(before)))), language)
        return named(*_TURNED, language).format(before=only, after=to)
    if field == "due" and len(before) == len(after) == 1:
        months = [str(next(iter(values))) or named(*_NO_MONTH, language) for values in (before, after)]
        turned = named(*_TURNED, language).format(before=months[0], after=months[1])
        return f"{name} {turned}"
    return named(*(_EMPTIED if after == {""} else _SET), language).format(field=name)
