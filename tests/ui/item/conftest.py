"""What the tests of this folder share."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panel_steps import FIRST, PROVIDER, show
from ui.item.panel import ItemPanel
from ui.session.session import Session


@pytest.fixture
def panel(open_session: Session, qtbot: QtBot) -> ItemPanel:
    """The panel of the first item of a provider, shown."""
    open_session.select(PROVIDER, FIRST)
    made = ItemPanel(open_session)
    show(qtbot, made, (460, 900))
    return made
