"""The window and every dialog on the screens that people have: nothing stands beyond the screen.

An everyday run goes through both languages on the smallest screen, and through one of them on each other.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from assessor.words import Language
from tests.depth import thorough
from tests.patience import PROCESS
from tests.places import ROOT


class Screen(NamedTuple):
    """A screen, how large things are shown on it, and the languages that are tried every day."""

    width: int
    height: int
    scale: str = "1"
    dpi: str = "96"
    zoom: int = 100
    everyday: tuple[Language, ...] = tuple(Language)


def probe(case: Path, folder: Path, on: Screen, languages: Sequence[Language]) -> dict[str, list[str]]:
    """Go through every view on such a screen and return what was seen and what does not fit."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": on.width, "height": on.height, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    asked = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={file}",
        "QT_SCALE_FACTOR": on.scale,
        "QT_FONT_DPI": on.dpi,
    }
    program = [sys.executable, str(ROOT / "tests/ui/fit_probe.py")]
    done = subprocess.run(
        [*program, str(case), str(folder), str(on.zoom), " ".join(languages)],
        env={**os.environ, **asked, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=PROCESS,
        check=False,
        cwd=folder,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


@pytest.mark.deep
@pytest.mark.skipif(sys.platform == "win32", reason="the path of a screen's file may hold no colon")
@pytest.mark.parametrize(
    "on",
    [
        pytest.param(Screen(1280, 720, scale="1.5", everyday=(Language.JA,)), id="1280x720 at 150 %"),
        pytest.param(Screen(1366, 768, zoom=150, everyday=(Language.EN,)), id="1366x768, text at 150 %"),
        pytest.param(Screen(1366, 768, dpi="144", everyday=(Language.JA,)), id="1366x768, font 144 dpi"),
        pytest.param(Screen(1024, 700), id="1024x700"),
    ],
)
def test_that_the_window_and_every_dialog_fit_the_screen(sample: Path, tmp_path: Path, on: Screen):
    case = Path(shutil.copy(sample, tmp_path / "case.assess"))
    languages = tuple(Language) if thorough() else on.everyday
    told = probe(case, tmp_path, on, languages)
    assert len(told["seen"]) >= 45 * len(languages)
    assert told["faults"] == []
