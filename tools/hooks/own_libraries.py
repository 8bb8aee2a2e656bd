"""Runs first in the packaged program, so that viewers which it opens do not load our libraries."""

import os

# PyInstaller sets this path for the loader, which has read it by now, and saves the user's value.
_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
