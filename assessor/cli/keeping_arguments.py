"""The arguments of the commands on backups: backup, restore, recover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.words.commands.general import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from assessor.words import Language

COMMANDS: Final = ("backup", "restore", "recover")


def add(made: Mapping[str, argparse.ArgumentParser], language: Language) -> None:
    """Add to each command its arguments beside the case."""
    backup, restore, recover = (made[name] for name in COMMANDS)
    backup.add_argument(
        "--out", dest="backup_out", type=Path, metavar="FILE", help=say("backup_out", language)
    )
    restore.add_argument("copy", metavar="BACKUP", type=Path, help=say("restore_copy", language))
    restore.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("restore_out", language))
    restore.add_argument(
        "--backup-passphrase-file", metavar="FILE", type=Path, help=say("restore_secret", language)
    )
    recover.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("recover_out", language))
    for command in (backup, restore, recover):
        command.add_argument("--json", action="store_true", help=say("json", language))
