"""Starting the application: its arguments, its first paint, what follows it, and the last resort for errors.

Before the first paint nothing of the window but its empty frame is loaded; `seam.py` brings the rest. Only
`main.py` comes in.
"""
