"""Runs first in the packaged program: a viewer that it opens later must not load our libraries."""

import os

# PyInstaller's starter points the loader here and keeps the user's own value. The loader has read it by now.
_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
os.environ.pop("LD_LIBRARY_PATH", None)
if _before is not None:
    os.environ["LD_LIBRARY_PATH"] = _before
