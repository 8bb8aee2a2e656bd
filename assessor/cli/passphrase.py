"""Passphrases on the command line: from a file, the environment or a prompt, never from an argument."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING, Final, TypeVar

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.protecting import Strength, strength
from assessor.words.commands.general import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assessor.cli.arguments import Arguments

Result = TypeVar("Result")
VARIABLE: Final = "ASSESSOR_PASSPHRASE"
_TRIES: Final = 3
_LARGEST: Final = 64 * 1024  # bytes; a larger file is none with a passphrase


def opened(arguments: Arguments) -> Inspection:
    """Open the case, with its passphrase when it has one."""
    actor = this_actor(arguments.reviewer)
    return unlocked(arguments, lambda secret: Inspection.open(arguments.case, actor, secret))


def unlocked(arguments: Arguments, attempt: Callable[[str | None], Result]) -> Result:
    """Call `attempt` without a passphrase, or with that of the case.

    With a file of a passphrase the case must be encrypted. The environment variable may be meant for several
    cases, so it is ignored for plain ones.
    """
    given = _from_environment()
    if arguments.passphrase_file:
        return attempt(_from_file(arguments.passphrase_file))
    try:
        return attempt(None)
    except CaseFileError as error:
        if not is_of(error, Code.PASSPHRASE_NEEDED):
            raise
        refused = error
    if given:
        return attempt(given)
    for secret in _typed(arguments):
        try:
            return attempt(secret)
        except CaseFileError as error:
            if not is_of(error, Code.WRONG_PASSPHRASE):
                raise
            refused = error
    raise refused


def is_of(error: CaseFileError, code: Code) -> bool:
    """Tell whether an error has a problem with this code."""
    return error.problems[0].code is code


def for_new_case(arguments: Arguments) -> str:
    """Return the passphrase of a new case, or an empty text for a plain one."""
    given = _from_environment()
    if arguments.passphrase_file:
        return _weighed(_from_file(arguments.passphrase_file), arguments)
    if arguments.encrypt:
        return _weighed(given, arguments) if given else _chosen(arguments)
    if given:
        _say("passphrase_unused", arguments)
    return ""


def for_plain_case(arguments: Arguments) -> None:
    """Print that an always plain case does not use the passphrase of the environment."""
    if _from_environment():
        _say("passphrase_unused", arguments)


def replacement(arguments: Arguments, *, protected: bool, given: str) -> str:
    """Return the new passphrase of a case; `given` is one that was given for a plain case."""
    if arguments.new_passphrase_file:
        return _weighed(_from_file(arguments.new_passphrase_file), arguments)
    return _weighed(given, arguments) if given and not protected else _chosen(arguments)


def given_for_plain(arguments: Arguments) -> str:
    """Return the passphrase that was given for a plain case, which becomes its first."""
    if arguments.passphrase_file:
        return _from_file(arguments.passphrase_file)
    return _from_environment()


def _from_environment() -> str:
    """Return the passphrase of the environment and remove it, so that child processes do not get it."""
    return os.environ.pop(VARIABLE, "")


def _from_file(path: Path) -> str:
    """Return the first line unchanged; blanks at its ends count."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise _refused(Code.NOT_FOUND, path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(Code.CANNOT_READ, path) from error
    line = text.partition("\n")[0].removesuffix("\r")
    if not line or len(content) > _LARGEST:
        raise _refused(Code.NOT_A_PASSPHRASE_FILE, path)
    return line


def _weighed(secret: str, arguments: Arguments) -> str:
    """Return a new passphrase, and print a warning if it is weak."""
    if strength(secret, [arguments.case.stem]) is Strength.WEAK:
        _say("passphrase_weak", arguments)
    return secret


def _typed(arguments: Arguments) -> Iterator[str]:
    """Yield typed passphrases for a case, a few times at most; an empty one ends it."""
    for attempt in range(_TRIES):
        if attempt:
            _say("passphrase_again", arguments)
        secret = _ask(say("passphrase_wanted", arguments.lang, file=arguments.case))
        if not secret:
            return
        yield secret


def _chosen(arguments: Arguments) -> str:
    """Return a new passphrase that was typed twice; raises PASSPHRASE_NEEDED without one."""
    for _ in range(_TRIES):
        secret = _ask(say("passphrase_new", arguments.lang, file=arguments.case))
        if not secret:
            break
        _weighed(secret, arguments)
        if secret == _ask(say("passphrase_repeat", arguments.lang)):
            return secret
        _say("passphrase_differ", arguments)
    raise _refused(Code.PASSPHRASE_NEEDED, arguments.case)


def _ask(prompt: str) -> str:
    """Ask on the terminal without echo; returns an empty text without a terminal."""
    if not sys.stdin.isatty():
        return ""
    try:
        return getpass.getpass(f"{prompt}: ")
    except EOFError:
        return ""


def _say(key: str, arguments: Arguments) -> None:
    sys.stderr.write(say(key, arguments.lang) + "\n")


def _refused(code: Code, path: Path) -> CaseFileError:
    return CaseFileError(Problem(code, Place(file=str(path))))
