"""Assessor: with a command, the command line; else the window."""

from __future__ import annotations

import gc
import os
import sys

from ui.app.ending import Ending

COMMANDS = frozenset(
    {
        *("new", "sample", "show", "mark", "attach", "export", "rounds", "import", "report", "checklists"),
        *("sign", "reopen", "verify", "passphrase"),
        *("package", "purge", "compact", "backup", "restore", "recover"),
    }
)
# Not for users: the program calls itself with it (`assessor.excel.reading.apart`).
READ_APART = "--read-apart"
_WINDOW_OPTIONS = ("--lang", "--reviewer", "--first-paint")


def main(argv: list[str] | None = None) -> int:
    """Run a command, or open the window on the case that is named, if any."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == [READ_APART]:
        # Without importing the command line: it has to be ready soon, and needs neither cases nor languages.
        from assessor.excel.reading import apart

        return apart.serve()
    asked = _for_window(arguments)
    if asked is None:
        from assessor import cli

        return cli.main(arguments, last=argv is None)
    ending = Ending()
    ending.listen()
    # No garbage is made before the first paint; afterwards `ui.app.garbage` collects it.
    gc.disable()
    from ui.app import application  # imports Qt, which the commands do not need

    return application.run(application.options(**asked), ending)


def _for_window(arguments: list[str]) -> dict[str, str] | None:
    """Return the options of the window, or None when the arguments are a command."""
    asked: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word, equals, value = rest.pop(0).partition("=")
        if word in _WINDOW_OPTIONS:
            if not equals and not rest:
                return None
            asked[word.strip("-").replace("-", "_")] = value if equals else rest.pop(0)
        elif word in COMMANDS or word.startswith("-") or "case" in asked:
            return None
        else:
            asked["case"] = f"{word}{equals}{value}"
            if not asked["case"].endswith(".assess") and not os.path.lexists(asked["case"]):
                return None  # a mistyped command is reported instead of opened
    return None if asked.get("lang", "ja") not in {"ja", "en"} else asked


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # before a command was at work, or after
        sys.exit(1)
