"""Loading what stands behind the first paint: it can be stopped at every module."""

import subprocess
import sys

from tests.places import ROOT

STOPPED = """
import sys
from assessor.progress import Cancelled, Progress
from ui.app import warm_up

class Stopping(Progress):
    def step(self, done, total):
        if done >= 3:
            raise Cancelled

before = list(sys.meta_path)
try:
    warm_up.load(Stopping())
except Cancelled:
    print("stopped", "ui.app.behind" in sys.modules, sys.meta_path == before)
"""
FIRST = """
import sys
import main
from ui.app import application
ours = sorted(name for name in sys.modules if name.split(".")[0] in ("assessor", "ui"))
print(*ours)
"""


def said(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout.strip()


def test_that_a_window_that_is_closed_does_not_wait_for_all_modules():
    assert said(STOPPED) == "stopped False True"


def test_that_before_the_first_paint_only_the_frame_is_loaded():
    rooms = {".".join(name.split(".")[:2]) for name in said(FIRST).split()} - {"assessor", "ui"}
    assert rooms == {
        *("assessor.errors", "assessor.log", "assessor.progress", "assessor.words"),
        *("ui.app", "ui.menus", "ui.paths", "ui.session", "ui.settings", "ui.translation"),
        *("ui.widgets", "ui.window"),
    }
