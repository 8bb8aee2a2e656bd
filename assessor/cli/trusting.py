"""The commands on signatures: sign and reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.cli import output
from assessor.cli.opening import writing
from assessor.domain.signing import grouped
from assessor.domain.vocabulary import Stage
from assessor.operations import signing
from assessor.text import local_time
from assessor.words.commands.general import say

if TYPE_CHECKING:
    from assessor.cli.arguments import Arguments
    from assessor.errors import Problem

Problems = tuple["Problem", ...]


def sign(arguments: Arguments) -> Problems:
    """Sign a stage, and print the digest of what was signed."""
    with writing(arguments) as inspection:
        done = signing.sign(inspection, arguments.scope, Stage(arguments.stage), arguments.note)
        what = output.what(inspection, done.change_set, arguments.lang)
    signoff = done.signoff
    facts = {"signer": signoff.signer, "signed_at": local_time(signoff.signed_at)}
    output.say_line(say("signed", arguments.lang, what=what, **facts))
    digest = grouped(signoff.digest)
    output.say_line(say("signed_digest", arguments.lang, entries=signoff.entries, digest=digest))
    return done.notes


def reopen(arguments: Arguments) -> Problems:
    """Withdraw the signatures of a scope."""
    with writing(arguments) as inspection:
        done = signing.reopen(inspection, arguments.scope, arguments.reason or "")
        what = output.what(inspection, done, arguments.lang)
    output.say_line(say("reopened", arguments.lang, what=what, count=len(done.touched)))
    return ()
