"""The window and every dialog on the screens that people have: nothing stands beyond the screen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.patience import PROCESS
from tests.places import ROOT


class Screen(NamedTuple):
    """A screen and how large things are shown on it."""

    width: int
    height: int
    scale: str = "1"
    dpi: str = "96"
    zoom: int = 100


def probe(case: Path, folder: Path, on: Screen) -> dict[str, list[str]]:
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
    program = [sys.executable, str(ROOT / "tests/ui/fit_probe.py"), str(case), str(folder), str(on.zoom)]
    done = subprocess.run(
        program,
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


@pytest.mark.skipif(sys.platform == "win32", reason="the path of a screen's file may hold no colon")
@pytest.mark.parametrize(
    "on",
    [
        pytest.param(Screen(1280, 720, scale="1.5"), id="1280x720 at 150 %"),
        pytest.param(Screen(1366, 768, zoom=150), id="1366x768, text at 150 %"),
        pytest.param(Screen(1366, 768, dpi="144"), id="1366x768, font 144 dpi"),
        pytest.param(Screen(1024, 700), id="1024x700"),
    ],
)
def test_that_the_window_and_every_dialog_fit_the_screen(sample: Path, tmp_path: Path, on: Screen):
    case = Path(shutil.copy(sample, tmp_path / "case.assess"))
    told = probe(case, tmp_path, on)
    assert len(told["seen"]) >= 90  # some forty-five views in two languages
    assert told["faults"] == []
