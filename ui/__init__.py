"""The window: Qt only; `session.py` is the hub between it and the core."""
