"""The arguments of the commands, with help in the language asked for."""

from __future__ import annotations

import argparse
import re
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from assessor import VERSION
from assessor.cli import evidence_arguments, keeping_arguments, passphrase_arguments
from assessor.domain.vocabulary import Stage, Verdict
from assessor.words import Language
from assessor.words.commands.general import say
from assessor.words.commands.usage import JAPANESE
from assessor.words.terms import term, typed_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS: Final = (
    *("new", "sample", "show", "mark", "attach"),
    *("export", "import", "rounds", "report", "checklists"),
    *("sign", "reopen", "verify"),
    *evidence_arguments.COMMANDS,
    *keeping_arguments.COMMANDS,
    *passphrase_arguments.COMMANDS,
)


class Arguments(argparse.Namespace):
    """The parsed arguments; each command uses some of them."""

    command: str
    lang: Language
    reviewer: str
    case: Path
    plan: str
    title: str
    json: bool
    subject: str
    subjects: list[str] | None
    item: str
    verdict: str
    reason: str | None
    due: str | None
    approver: str | None
    files: list[Path]
    out: Path
    due_on: str | None
    everything: bool
    password_file: Path | None
    password_list: Path | None
    evidence: Path | None
    blank_clears: bool
    dry_run: bool
    contents: list[str]
    compact: bool
    scope: str
    stage: str
    note: str
    copy: Path
    backup_out: Path | None
    backup_passphrase_file: Path | None
    digests: list[str] | None
    passphrase_file: Path | None
    new_passphrase_file: Path | None
    encrypt: bool
    remove: bool
    recovery: bool


def parse(argv: Sequence[str]) -> Arguments:
    """Read the arguments; wrong usage ends the process with 2."""
    language = language_of(argv)
    with _spoken(language):
        return _parsed(argv, language)


def _parsed(argv: Sequence[str], language: Language) -> Arguments:
    parser = argparse.ArgumentParser(prog="main.py", description=say("program", language))
    parser.add_argument("--version", action="version", version=f"Assessor {VERSION}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--reviewer", default="", help=say("reviewer", language))
    common.add_argument(
        "--lang",
        choices=[one.value for one in Language],
        default=Language.JA.value,
        help=say("lang", language),
    )
    commands = parser.add_subparsers(dest="command", required=True)
    made = {
        name: commands.add_parser(
            name, help=say(name, language), description=say(name, language), parents=[common]
        )
        for name in COMMANDS
    }
    for name, command in made.items():
        if name != "checklists":
            command.add_argument("case", metavar="CASE", type=Path, help=say("case", language))
    _reading(made, language)
    _writing(made, language)
    _trusting(made, language)
    evidence_arguments.add(made, language)
    keeping_arguments.add(made, language)
    passphrase_arguments.add(made, language)
    given = _common_last(argv)
    if given and given[0] in made:
        given = _values_joined(given, made[given[0]])
    arguments = parser.parse_args(given, namespace=Arguments())
    arguments.lang = Language(arguments.lang)
    return arguments


@contextmanager
def _spoken(language: Language) -> Iterator[None]:
    """Set the language of argparse's own sentences, which it gets from gettext."""
    names = ("_", "ngettext")
    before = {name: getattr(argparse, name) for name in names}
    if language is Language.JA:
        setattr(argparse, names[0], lambda text: JAPANESE.get(text, text))
        setattr(argparse, names[1], lambda one, many, n: JAPANESE.get(many, one if n == 1 else many))
    try:
        yield
    finally:
        for name, known in before.items():
            setattr(argparse, name, known)


def _reading(made: dict[str, argparse.ArgumentParser], language: Language) -> None:
    for name in ("show", "checklists", "import", "rounds"):
        made[name].add_argument("--json", action="store_true", help=say("json", language))
    made["show"].add_argument("--subject", default="", metavar="KEY", help=say("show_subject", language))
    _returned(made["import"], language)
    _sent(made["export"], language)
    made["report"].add_argument("--out", type=Path, required=True, help=say("out_file", language))


def _sent(command: argparse.ArgumentParser, language: Language) -> None:
    command.add_argument("--out", type=Path, required=True, help=say("out_folder", language))
    command.add_argument(
        "--subject", dest="subjects", action="append", metavar="KEY", help=say("subject", language)
    )
    command.add_argument("--due", dest="due_on", type=partial(_day, language), help=say("due_on", language))
    command.add_argument("--all", dest="everything", action="store_true", help=say("everything", language))
    command.add_argument("--password-file", metavar="FILE", type=Path, help=say("export_password", language))
    command.add_argument("--password-list", metavar="FILE", type=Path, help=say("password_list", language))


def _returned(command: argparse.ArgumentParser, language: Language) -> None:
    command.add_argument("files", metavar="FILE", nargs="+", type=Path, help=say("returned", language))
    command.add_argument("--dry-run", action="store_true", help=say("dry_run", language))
    command.add_argument("--subject", default="", metavar="KEY", help=say("import_subject", language))
    command.add_argument("--password-file", metavar="FILE", type=Path, help=say("import_password", language))
    command.add_argument("--evidence", metavar="FOLDER", type=Path, help=say("evidence", language))
    command.add_argument("--blank-clears", action="store_true", help=say("blank_clears", language))


def _writing(made: dict[str, argparse.ArgumentParser], language: Language) -> None:
    made["new"].add_argument("--plan", required=True, help=say("plan", language))
    made["new"].add_argument("--title", default="", help=say("title", language))
    for name in ("mark", "attach"):
        made[name].add_argument("subject", metavar="SUBJECT", help=say("subject", language))
        made[name].add_argument("item", metavar="ITEM", help=say("item", language))
    made["mark"].add_argument(
        "verdict",
        metavar="VERDICT",
        type=partial(_word, Verdict, language),
        help=f"{say('verdict', language)}: {_listed(Verdict, language)}",
    )
    for option in ("reason", "due", "approver"):
        made["mark"].add_argument(f"--{option}", help=say(option, language))
    made["attach"].add_argument("files", metavar="FILE", nargs="+", type=Path, help=say("files", language))


def _trusting(made: dict[str, argparse.ArgumentParser], language: Language) -> None:
    for name in ("sign", "reopen"):
        made[name].add_argument("scope", metavar="SCOPE", help=say("scope", language))
    made["sign"].add_argument(
        "stage",
        metavar="STAGE",
        type=partial(_word, Stage, language),
        help=f"{say('stage', language)}: {_listed(Stage, language)}",
    )
    made["sign"].add_argument("--note", default="", help=say("note", language))
    made["reopen"].add_argument("--reason", required=True, help=say("reopen_reason", language))
    made["verify"].add_argument("--json", action="store_true", help=say("json", language))
    made["verify"].add_argument(
        "--digest",
        dest="digests",
        action="append",
        metavar="HEX",
        type=partial(_digest, language),
        help=say("digest", language),
    )


def _word(kind: type[Verdict] | type[Stage], language: Language, text: str) -> str:
    """Return the key of a word, which may be given as shown on screens."""
    word = typed_word(kind, text)
    if word is None:
        known = _listed(kind, language)
        raise argparse.ArgumentTypeError(say("bad_word", language, text=text, words=known))
    return word.value


def _listed(kind: type[Verdict] | type[Stage], language: Language) -> str:
    return ", ".join(f"{word.value} ({term(word, language)})" for word in kind)


def _day(language: Language, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("bad_day", language, text=text)) from error


def _digest(language: Language, text: str) -> str:
    """Return a digest in the form of the journal; a printed one has groups and may be shortened."""
    plain = "".join(normalize("NFKC", text).lower().split())
    if not re.fullmatch("[0-9a-f]{16,64}", plain):
        raise argparse.ArgumentTypeError(say("bad_digest", language, text=text))
    return plain


def language_of(argv: Sequence[str]) -> Language:
    """Return the language of the help, which is needed before the arguments are parsed."""
    asked = [b for a, b in pairwise(argv) if a == "--lang"]
    asked += [a.partition("=")[2] for a in argv if a.startswith("--lang=")]
    return Language.EN if "en" in asked else Language.JA


def _values_joined(argv: Sequence[str], command: argparse.ArgumentParser) -> list[str]:
    """Join options with values that begin with a dash, which would be read as options: --reason -該当."""
    options = command._option_string_actions  # noqa: SLF001 - argparse tells it in no other way
    joined: list[str] = []
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*joined, word, *rest]
        takes = word in options and options[word].nargs is None
        if takes and rest and rest[0].startswith("-") and rest[0].partition("=")[0] not in options:
            word = f"{word}={rest.pop(0)}"
        joined.append(word)
    return joined


def _common_last(argv: Sequence[str]) -> list[str]:
    """Move common options from before the command to after it, where its parser reads them."""
    rest, moved = list(argv), []
    while rest and rest[0].partition("=")[0] in {"--lang", "--reviewer"}:
        count = 1 if "=" in rest[0] else 2
        moved += rest[:count]
        rest = rest[count:]
    return [*rest[:1], *moved, *rest[1:]]
