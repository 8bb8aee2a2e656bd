"""The window, with Qt.

A room is a folder; the files beside the rooms (settings, paths, …) are for all of them. Only `main.py`
and the tools come in from outside. `tests/test_architecture.py` has who may import whom.
"""
