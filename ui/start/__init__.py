"""The start page: making a case, opening one, the properties of the open one, the reviewer's name.

Only `ui.window` comes in.
"""
