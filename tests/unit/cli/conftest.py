"""Running commands in this process, and what they printed."""

from collections.abc import Callable

import pytest

from assessor import catalog
from assessor.catalog import Library
from assessor.cli import main
from assessor.cli.passphrase import VARIABLE


class Said:
    """What one command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def shipped_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands in this process share the lists that are shipped, which none of them changes."""
    load, shipped = catalog.load, catalog.default_folder()
    monkeypatch.setattr(catalog, "load", lambda folder: library if folder == shipped else load(folder))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*argv: object) -> Said:
        code = main([str(word) for word in argv])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture(autouse=True)
def without_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave aside the passphrase of whoever runs the tests."""
    monkeypatch.delenv(VARIABLE, raising=False)
