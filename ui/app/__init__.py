"""Starting the application: its arguments, its first paint, what follows it, and the last resort for errors.

Before the first paint nothing else of the window is loaded. Only `main.py` comes in.
"""
