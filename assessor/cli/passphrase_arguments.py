"""The arguments on passphrases, none of which is a passphrase itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.words.commands.general import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from assessor.words import Language

COMMANDS: Final = ("passphrase",)
_WITHOUT_CASE: Final = frozenset({"checklists", "sample"})  # or create an always plain one


def add(made: Mapping[str, argparse.ArgumentParser], language: Language) -> None:
    """Add to each command its arguments for opening or protecting the case."""
    for name, command in made.items():
        command.allow_abbrev = False  # otherwise --passphrase would be accepted as an abbreviation
        if name not in _WITHOUT_CASE:
            command.add_argument(
                "--passphrase-file", metavar="FILE", type=Path, help=say("passphrase_file", language)
            )
    made["new"].add_argument("--encrypt", action="store_true", help=say("encrypt", language))
    change = made["passphrase"]
    which = change.add_mutually_exclusive_group()
    which.add_argument("--remove", action="store_true", help=say("passphrase_remove", language))
    which.add_argument(
        "--new-passphrase-file", metavar="FILE", type=Path, help=say("new_passphrase_file", language)
    )
    change.add_argument("--recovery", action="store_true", help=say("passphrase_recovery", language))
