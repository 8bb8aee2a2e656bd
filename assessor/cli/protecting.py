"""The command that sets, changes or removes the passphrase of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.cli import output, passphrase
from assessor.cli.opening import for_writing
from assessor.errors import CaseFileError, Code
from assessor.operations import protecting
from assessor.operations.inspection import Inspection, this_actor
from assessor.words.commands.general import say

if TYPE_CHECKING:
    from assessor.cli.arguments import Arguments
    from assessor.errors import Problem

Problems = tuple["Problem", ...]


def change(arguments: Arguments) -> Problems:
    """Set, change or remove the passphrase of the case."""
    inspection, given = _opened(arguments)
    with for_writing(inspection):
        before = protecting.is_protected(inspection)
        if not arguments.remove:
            new = passphrase.replacement(arguments, protected=before, given=given)
            _protect(inspection, new, arguments, "passphrase_changed" if before else "passphrase_set")
        elif before:
            _protect(inspection, None, arguments, "passphrase_removed")
        else:
            output.say_line(say("unchanged", arguments.lang, what=arguments.case))
    return ()


def _opened(arguments: Arguments) -> tuple[Inspection, str]:
    """Open the case and return it with the passphrase that was given for a plain one."""
    try:
        plain = Inspection.open(arguments.case, this_actor(arguments.reviewer))
    except CaseFileError as error:
        if not passphrase.is_of(error, Code.PASSPHRASE_NEEDED):
            raise
        return passphrase.opened(arguments), ""
    try:
        return plain, "" if arguments.remove else passphrase.given_for_plain(arguments)
    except BaseException:
        plain.close()
        raise


def _protect(inspection: Inspection, new: str | None, arguments: Arguments, message: str) -> None:
    with output.progress_bar() as progress:
        done = protecting.protect(inspection, new, progress)
    output.say_line(say(message, arguments.lang, file=arguments.case))
    for copy in done.plain_copies:
        output.say_line(say("passphrase_plain_copy", arguments.lang, file=copy))
    if done.linked:
        output.say_line(say("passphrase_linked", arguments.lang))
    if arguments.recovery and new:
        code = protecting.recovery_code(inspection)
        output.say_line(say("recovery_code", arguments.lang, code=code))
