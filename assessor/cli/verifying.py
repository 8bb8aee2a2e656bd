"""The command that verifies a case: counts, and everything that does not agree."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assessor.cli import output
from assessor.cli.passphrase import unlocked
from assessor.domain.naming import BilingualName
from assessor.domain.signing import grouped
from assessor.operations import verifying
from assessor.text import local_time
from assessor.words.commands.general import say
from assessor.words.naming import name_in
from assessor.words.problems.sentences import sentence
from assessor.words.terms import term

if TYPE_CHECKING:
    from assessor.cli.arguments import Arguments
    from assessor.errors import Problem
    from assessor.operations.verifying import Verification
    from assessor.words import Language

Problems = tuple["Problem", ...]


def verify(arguments: Arguments) -> Problems:
    """Verify the whole case without writing to it, and return the findings."""
    digests = arguments.digests or []

    def look(secret: str | None) -> Verification:
        with output.progress_bar() as progress:
            return verifying.verify_file(arguments.case, progress, secret=secret, digests=digests)

    seen = unlocked(arguments, look)
    if arguments.json:
        output.json_line(_as_json(seen, digests, arguments.lang))
    else:
        _say(seen, arguments)
    return seen.findings


def _say(seen: Verification, arguments: Arguments) -> None:
    language = arguments.lang
    output.say_line(say("verified", language, file=arguments.case, **_counts(seen)))
    output.say_line(say("verified_digest", language, entries=seen.entries, digest=grouped(seen.digest)))
    for digest, entry in seen.anchors.items():
        output.say_line(say("digest_found", language, entry=entry, digest=grouped(digest)))
        later = max(seen.entries - entry, 0)
        output.say_line(say("digest_later" if later else "digest_last", language, later=later, entry=entry))
    _say_signed(seen, language)
    if seen.clean:
        output.say_line(say("verified_clean", language))
    else:
        output.say_line(say("verified_not", language, kinds=len(seen.findings), count=seen.count))


def _say_signed(seen: Verification, language: Language) -> None:
    """Print the last signature with its digest, since only the paper tells whether this is the same file."""
    signoff = seen.signoff
    if signoff is None or seen.signed is None:
        output.say_line(say("verified_unsigned", language))
        return
    facts = {"stage": term(signoff.stage, language), "subject": name_in(seen.signed, language)}
    facts |= {"signer": signoff.signer, "signed_at": local_time(signoff.signed_at)}
    digest = grouped(str(signoff.digest))
    output.say_line(say("verified_signed", language, entries=signoff.entries, digest=digest, **facts))


def _counts(seen: Verification) -> dict[str, int]:
    return {
        "entries": seen.entries,
        "records": seen.records,
        "documents": seen.documents,
        "contents": seen.contents,
        "bytes": seen.bytes,
    }


def _as_json(seen: Verification, digests: list[str], language: Language) -> dict[str, Any]:
    return {
        **_counts(seen),
        "digest": seen.digest,
        "clean": seen.clean,
        "findings": [_finding(problem, language) for problem in seen.findings],
        "digests": [_on_paper(seen, digest) for digest in digests],
        "signoff": _signoff(seen),
    }


def _on_paper(seen: Verification, digest: str) -> dict[str, Any]:
    entry = seen.anchors.get(digest)
    return {
        "digest": digest,
        "entry": entry,
        "later": None if entry is None else max(seen.entries - entry, 0),
    }


def _signoff(seen: Verification) -> dict[str, Any] | None:
    if seen.signoff is None:
        return None
    return {name: _plain(value) for name, value in asdict(seen.signoff).items()}


def _finding(problem: Problem, language: Language) -> dict[str, Any]:
    facts = {name: _plain(value) for name, value in problem.values.items()}
    return {"code": problem.code.value, "text": sentence(problem, language), **facts}


def _plain(value: object) -> object:
    """Return a value for JSON; values of an altered file may be of any type, such as bytes."""
    if isinstance(value, BilingualName):
        return value.name
    return value if value is None or isinstance(value, str | int) else repr(value)
