"""A provider at a real LibreOffice: opens a questionnaire, works in it by a macro, and saves it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from assessor.excel.layout import COLUMNS, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

MACRO: Final = Path(__file__).with_name("provider.bas")
HEADINGS: Final = {column.field: column.heading for column in COLUMNS}
FILTERS: Final[Mapping[str, str]] = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
    "xlsm": "Calc MS Excel 2007 VBA XML",
}
SECONDS: Final = 120  # a first start with a new profile takes some 5; this only ends one that hangs

_DOCTYPE: Final = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
_MODULE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("script:module", "module")
    + '\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Provider"'
    ' script:language="StarBasic">{source}</script:module>\n'
)
_LIBRARY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("library:library", "library")
    + '\n<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Provider"/></library:library>\n'
)
_LIBRARIES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _DOCTYPE.format("library:libraries", "libraries")
    + '\n<library:libraries xmlns:library="http://openoffice.org/2000/library"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"'
    ' xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
    "</library:libraries>\n"
)


def program() -> str:
    """Return the LibreOffice of this machine; a test that needs it fails without."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    assert found, "LibreOffice is not installed: run `make setup-office`"
    return found


@dataclass
class Provider:
    """What is done with one workbook, in order; nothing happens before `work`.

    The folder holds the profile of LibreOffice; it can be used again, since making one takes a while.
    """

    folder: Path
    steps: list[tuple[str, ...]] = field(default_factory=list)

    def opens(self, path: Path, password: str = "") -> None:
        """Open a workbook and turn to its question table."""
        self.steps.append(("open", path.as_uri(), QUESTIONS, password))

    def fills(self, answers: Mapping[str, Mapping[str, str | date]]) -> None:
        """Type answers by item and field; a date is entered so that it becomes one."""
        for item, fields in answers.items():
            for name, value in fields.items():
                kind = "enter" if isinstance(value, date) else "type"
                self.steps.append(
                    (kind, item, HEADINGS[name], str(value).replace("\n", "\\n").replace("\t", "\\t"))
                )

    def does(self, *step: str) -> None:
        """Do something else that the macro knows."""
        self.steps.append(step)

    def saves(self, path: Path, password: str = "") -> None:
        """Save under the format that the name ends in."""
        self.steps.append(("save", path.as_uri(), FILTERS[path.suffix[1:]], password))

    def work(self) -> str:
        """Do all of it in one LibreOffice with a profile of its own; returns the version that did it."""
        profile, steps = self.folder / "profile", self.folder / "steps.txt"
        _install(profile)
        lines = ["\t".join(step) for step in [*self.steps, ("close", "")]]
        steps.write_text("\n".join(lines) + "\n", "utf-8")
        said = steps.with_name(f"{steps.name}.said")
        said.unlink(missing_ok=True)
        run(profile, "macro:///Standard.Provider.Main", ASSESSOR_STEPS=steps.as_uri())
        report = said.read_text("utf-8") if said.exists() else "nothing was said"
        assert report.startswith("done "), report
        return report.removeprefix("done ")


def convert(source: Path, ending: str, folder: Path) -> Path:
    """Open a file and save it again in a format, touching nothing; returns where it lies."""
    target = folder / f"as_{ending}"
    run(folder / "profile", "--convert-to", ending, "--outdir", str(target), str(source))
    return target / source.with_suffix(f".{ending}").name


def run(profile: Path, *arguments: str, **environment: str) -> None:
    """Run LibreOffice without a window and wait for its end."""
    command = [
        program(),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *arguments,
    ]
    surroundings = {**os.environ, **environment}
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=surroundings)


def _install(profile: Path) -> None:
    if not profile.exists():
        run(profile, "--terminate_after_init")  # a first start does not get as far as running a macro
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    module = _MODULE.format(source=escape(MACRO.read_text("utf-8")))
    (library / "Provider.xba").write_text(module, "utf-8")
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library.parent / "script.xlc").write_text(_LIBRARIES, "utf-8")
