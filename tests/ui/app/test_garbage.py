"""Garbage is collected on the main thread, and only when enough of it may be there."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.app import garbage
from ui.app.garbage import GarbageCollector


def test_that_python_does_not_collect_by_itself_and_the_timer_does(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(garbage, "INTERVAL_MS", 1)
    threads: list[int] = []
    parent = QObject()
    monkeypatch.setattr(GarbageCollector, "collect", lambda _: threads.append(threading.get_ident()))
    GarbageCollector(parent)
    gc.unfreeze()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: bool(threads))
    assert set(threads) == {threading.get_ident()}


def test_that_the_oldest_generation_that_is_due_is_collected(monkeypatch: pytest.MonkeyPatch):
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    for counts, due in (((5, 0, 0), None), ((701, 30, 0), 0), ((800, 51, 2), 1), ((800, 51, 11), 2)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        assert GarbageCollector.collect() == due
    assert collected == [0, 1, 2]
