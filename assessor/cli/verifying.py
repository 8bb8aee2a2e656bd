"""The command that verifies a case: what was looked at, and all that does not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessor.cli import output
from assessor.cli.passphrase import unlocked
from assessor.domain.signing import grouped
from assessor.operations import verifying
from assessor.words.commands import say
from assessor.words.problems import sentence

if TYPE_CHECKING:
    from assessor.cli.arguments import Arguments
    from assessor.errors import Problem
    from assessor.operations.verifying import Verification
    from assessor.words import Language

Problems = tuple["Problem", ...]


def verify(arguments: Arguments) -> Problems:
    """Look at everything in the case without writing to it, and return what does not agree."""
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
    for digest, entry in seen.found.items():
        output.say_line(say("digest_found", language, entry=entry, digest=grouped(digest)))
    if seen.clean:
        output.say_line(say("verified_clean", language))
    else:
        output.say_line(say("verified_not", language, kinds=len(seen.findings), count=seen.count))


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
        "digests": [{"digest": digest, "entry": seen.found.get(digest)} for digest in digests],
    }


def _finding(problem: Problem, language: Language) -> dict[str, Any]:
    # What an altered file holds may be of any type, bytes too.
    facts = {
        name: value if value is None or isinstance(value, str | int) else repr(value)
        for name, value in problem.values.items()
    }
    return {"code": problem.code.value, "text": sentence(problem, language), **facts}
