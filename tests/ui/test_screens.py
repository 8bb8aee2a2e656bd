"""The window and every dialog on the screens that people have: nothing stands beyond the screen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui.pictures import Studio

ROOT = Path(__file__).resolve().parents[2]
assert Studio  # what the probe goes through


def probe(
    case: Path, folder: Path, size: tuple[int, int], scale: str, dpi: str, zoom: int
) -> dict[str, list[str]]:
    """Go through every view on such a screen and return what was seen and what does not fit."""
    screen = {"name": "screen", "x": 0, "y": 0, "width": size[0], "height": size[1], "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    asked = {"QT_QPA_PLATFORM": f"offscreen:configfile={file}", "QT_SCALE_FACTOR": scale, "QT_FONT_DPI": dpi}
    program = [sys.executable, str(ROOT / "tests/ui/fit_probe.py"), str(case), str(folder), str(zoom)]
    done = subprocess.run(
        program,
        env={**os.environ, **asked, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=900,
        check=False,
        cwd=folder,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="the path of a screen's file may hold no colon")
@pytest.mark.parametrize(
    ("size", "scale", "dpi", "zoom"),
    [
        pytest.param((1280, 720), "1.5", "96", 100, id="1280x720 at 150 %"),
        pytest.param((1366, 768), "1", "96", 150, id="1366x768, text at 150 %"),
        pytest.param((1366, 768), "1", "144", 100, id="1366x768, font 144 dpi"),
        pytest.param((1024, 700), "1", "96", 100, id="1024x700"),
    ],
)
def test_that_the_window_and_every_dialog_fit_the_screen(
    sample: Path, tmp_path: Path, size: tuple[int, int], scale: str, dpi: str, zoom: int
):
    case = Path(shutil.copy(sample, tmp_path / "case.assess"))
    told = probe(case, tmp_path, size, scale, dpi, zoom)
    assert len(told["seen"]) >= 90  # some forty-five views in two languages
    assert told["faults"] == []
