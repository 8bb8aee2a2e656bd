"""The start page: making a case, opening one, the properties of the open one, the reviewer's name.

`ui.window` comes in, and `ui.app`, which loads the page right after the first paint.
"""
