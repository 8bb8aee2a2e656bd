"""Every test of a widget leaves nothing behind."""

import pytest


@pytest.fixture(autouse=True)
def clean(tidy: None) -> None:
    """Delete the widgets of a test before the next one."""
