"""Places of the project that the tests read."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FILES: Final = ROOT / "tests" / "files"
CASES: Final = FILES / "cases"
LOCKED: Final = FILES / "locked"
WORKBOOKS: Final = FILES / "workbooks"
