"""Starting the application: before the first paint nothing else of the window is loaded.

Imported by `main.py` only.
"""
