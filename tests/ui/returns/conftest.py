"""What the tests of this folder share."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.returned_steps import Post
from ui.session.session import Session


@pytest.fixture
def post(open_session: Session, qtbot: QtBot, tmp_path: Path) -> Post:
    """Sends questionnaires out of the sample and lets them come back."""
    return Post(open_session, qtbot, tmp_path / "質問票")
