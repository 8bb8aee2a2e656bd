"""A tour of the application without a display: commands, their files, pictures of the window."""

import shutil
import sys
from pathlib import Path

from tools.console import ROOT, SAMPLE, CommandFailedError, child_environment, run, say

OUT = SAMPLE.parent
QUESTIONNAIRES = OUT / "questionnaires"
RESULTS = OUT / "results.xlsx"
PICTURES = OUT / "pictures"


def remove_last_tour() -> None:
    """Delete the files of the last tour, so that everything named at the end is new."""
    OUT.mkdir(exist_ok=True)
    for folder in (QUESTIONNAIRES, PICTURES):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (SAMPLE, SAMPLE.with_name(SAMPLE.name + ".lock"), RESULTS):
        file.unlink(missing_ok=True)


def run_commands() -> None:
    """Run the commands of the tour, each printed before its output."""
    main = [sys.executable, str(ROOT / "main.py")]
    run([*main, "sample", str(SAMPLE)])
    run([*main, "show", str(SAMPLE)])
    run([*main, "export", str(SAMPLE), "--out", str(QUESTIONNAIRES)])
    run([*main, "report", str(SAMPLE), "--out", str(RESULTS)])
    pictures = [sys.executable, "-m", "tools.pictures.views", str(SAMPLE), str(PICTURES)]
    run(pictures, child_environment("offscreen"))


def described(path: Path) -> str:
    """Return a file or folder with its size or its number of files."""
    name = path.relative_to(ROOT).as_posix()
    if path.is_dir():
        return f"  {name}/  {sum(1 for entry in path.rglob('*') if entry.is_file())} files"
    return f"  {name}  {path.stat().st_size / 1024:.0f} KiB"


def main() -> int:
    """Run the tour and print what it wrote."""
    say("No display (DISPLAY, WAYLAND_DISPLAY): commands and pictures instead of the window.")
    remove_last_tour()
    try:
        run_commands()
    except CommandFailedError as problem:
        say(f"tour: {problem}")
        return 1
    say()
    say("Written:")
    for path in (SAMPLE, QUESTIONNAIRES, RESULTS, PICTURES):
        say(described(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
