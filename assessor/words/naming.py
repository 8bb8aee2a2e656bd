"""Names in the language of the reader: of subjects, of lists of things, and of change sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.facts import ProtectionChange, PurgedThing, RemovedKind
from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, RecordKind
from assessor.domain.signing import touched_subjects
from assessor.domain.vocabulary import Action, Stage
from assessor.words import Language
from assessor.words.terms import named, term

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessor.domain.change import ChangeSet

SHOWN: Final = 5  # names that a sentence lists at most
_SIGNED: Final = {Language.JA: "署名しました：{name}（{stage}）", Language.EN: "Signed: {name}, {stage}"}
_WITHDRAWN: Final = {
    Language.JA: "署名を取り消しました：{about}",
    Language.EN: "Signatures withdrawn: {about}",
}
_REASON: Final = {Language.JA: "：", Language.EN: ": "}  # between a name and why it was withdrawn
_PURGED: Final = {
    Language.JA: "{name}（{size}バイト）　SHA-256 {sha256}",
    Language.EN: "{name} ({size} bytes) SHA-256 {sha256}",
}
_PURGED_DOCUMENT: Final = {Language.JA: "{name}　SHA-256 {sha256}", Language.EN: "{name} SHA-256 {sha256}"}
_RECOVERED: Final = {Language.JA: "復旧：{file}", Language.EN: "Recovered: {file}"}
_FILES: Final = {Language.JA: "{count}件", Language.EN: "{count} files"}
_PROTECTION: Final = {
    ProtectionChange.GIVEN: {Language.JA: "設定", Language.EN: "Set"},
    ProtectionChange.CHANGED: {Language.JA: "変更", Language.EN: "Changed"},
    ProtectionChange.TAKEN: {Language.JA: "解除", Language.EN: "Removed"},
}


def name_in(name: str | BilingualName, language: Language) -> str:
    """Return a name in the language; a text is the same in both."""
    return named(name.name, name.name_en, language) if isinstance(name, BilingualName) else name


def listed(names: tuple[str | BilingualName, ...], language: Language, shown: int = SHOWN) -> str:
    """Return the first names, with a mark if there are more."""
    joined = (", " if language is Language.EN else "、").join(name_in(one, language) for one in names[:shown])
    return f"{joined} …" if len(names) > shown else joined


def about(change_set: ChangeSet, named_as: Callable[[str], BilingualName], language: Language) -> str:
    """Return what a change set was about, from its facts.

    Entries of rule 1 have no facts but those of purges and passphrases: their detail is in Japanese,
    beginning with names. `named_as` gives the names of a subject; the whole has one name, which is in the
    detail as it was then.
    """
    if not change_set.detail:
        return _of_facts(change_set, language)
    if language is Language.JA:
        return change_set.detail
    if signed := sorted(key for kind, key in change_set.touched if kind is RecordKind.SIGNOFF):
        return _of_signing(change_set, signed, named_as)
    parts, rest = [], change_set.detail
    left = sorted(map(named_as, touched_subjects(change_set)), key=lambda one: len(one.name), reverse=True)
    while match := next((one for one in left if one.name and f"{rest} ".startswith(f"{one.name} ")), None):
        left.remove(match)
        parts.append(name_in(match, language))
        rest = rest[len(match.name) + 1 :]
    return " ".join([*parts, rest]).rstrip()


def _of_facts(change_set: ChangeSet, language: Language) -> str:
    """Return the facts of a change set in words: names, items and file, then what was done to them."""
    facts = change_set.facts
    if facts.purged:
        return _and_more([_purged(one, language) for one in facts.purged[:1]], len(facts.purged) - 1)
    if facts.protection is not None:
        return _PROTECTION[facts.protection][language]
    if change_set.action is Action.CREATE and facts.file:
        return _RECOVERED[language].format(file=facts.file)
    texts = [name_in(one, language) for one in facts.names]
    texts += [_and_more(facts.items, facts.more_items)] if facts.items else []
    texts += [facts.file] if facts.file else []
    files = sum(kind is RecordKind.EVIDENCE for kind, _ in change_set.touched)
    if files > 1 and change_set.action in {Action.ATTACH, Action.DETACH}:
        texts.append(_FILES[language].format(count=files))
    texts += [term(facts.stage, language)] if facts.stage is not None else []
    count = len(facts.names) + facts.more if facts.more else 0
    worded = " ".join(part for part in texts if part) + (f" … ({count})" if count else "")
    return f"{worded}{_REASON[language]}{facts.reason}" if facts.reason else worded


def _and_more(parts: Sequence[str], more: int) -> str:
    joined = " ".join(parts)
    return f"{joined} … ({len(parts) + more})" if more > 0 else joined


def _purged(gone: PurgedThing, language: Language) -> str:
    form = _PURGED if gone.kind is RemovedKind.CONTENT else _PURGED_DOCUMENT
    return form[language].format(name=gone.name, size=gone.size, sha256=gone.sha256).strip()


def done(change_set: ChangeSet, named_as: Callable[[str], BilingualName], language: Language) -> str:
    """Return as a sentence that something was signed or withdrawn just now."""
    signed = sorted(key for kind, key in change_set.touched if kind is RecordKind.SIGNOFF)
    text = about(change_set, named_as, language)
    if change_set.action is Action.REOPEN:
        return _WITHDRAWN[language].format(about=text)
    stage = term(Stage(signed[0].partition("/")[2]), language)
    if change_set.facts.names:
        text = name_in(change_set.facts.names[0], language)
    return _SIGNED[language].format(name=text.removesuffix(f" {stage}"), stage=stage)


def _of_signing(change_set: ChangeSet, signed: list[str], named_as: Callable[[str], BilingualName]) -> str:
    """Return the scope with its stage, or with the reason why it was withdrawn."""
    detail = change_set.detail
    scopes = sorted({key.partition("/")[0] for key in signed} - {WHOLE_CASE})
    name = named_as(scopes[0]) if scopes else None  # the whole was only withdrawn along with it
    if change_set.action is Action.SIGN:
        stage = Stage(signed[0].partition("/")[2])
        own = name_in(name, Language.EN) if name else detail.removesuffix(f" {term(stage, Language.JA)}")
        return f"{own} {term(stage, Language.EN)}"
    if name and detail.startswith(name.name + _REASON[Language.JA]):
        return f"{name_in(name, Language.EN)}: {detail[len(name.name + _REASON[Language.JA]) :]}"
    return detail
