"""Every test of a widget leaves nothing behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor.errors import AssessorError
from ui.session.jobs import stop_all
from ui.session.session import Session


@pytest.fixture(scope="session", autouse=True)
def ended() -> Iterator[None]:
    """Wait for work that is still under way when the last test has ended, as the program does at its end."""
    yield
    assert stop_all()


@pytest.fixture(autouse=True)
def clean(tidy: None) -> None:
    """Delete the widgets of a test before the next one."""


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """A widget for dialogs to stand on."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def failures(session: Session) -> list[AssessorError]:
    """What the session has told of things that did not work."""
    told: list[AssessorError] = []
    session.failed.connect(told.append)
    return told
