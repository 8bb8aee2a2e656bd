"""The arguments of the commands on evidence as a whole: package, purge, compact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.words.commands.general import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from assessor.words import Language

COMMANDS: Final = ("package", "purge", "compact")


def add(made: Mapping[str, argparse.ArgumentParser], language: Language) -> None:
    """Add to each command its arguments beside the case."""
    package, purge, compact = (made[name] for name in COMMANDS)
    package.add_argument("--out", type=Path, required=True, help=say("package_out", language))
    package.add_argument(
        "--subject", dest="subjects", action="append", metavar="KEY", help=say("package_subject", language)
    )
    purge.add_argument("contents", metavar="SHA256", nargs="*", help=say("purge_name", language))
    purge.add_argument("--all", dest="everything", action="store_true", help=say("purge_all", language))
    purge.add_argument("--compact", action="store_true", help=say("purge_compact", language))
    compact.add_argument("--dry-run", action="store_true", help=say("compact_dry_run", language))
    for command in (package, purge, compact):
        command.add_argument("--json", action="store_true", help=say("json", language))
