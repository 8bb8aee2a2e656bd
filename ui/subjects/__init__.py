"""Groups and subjects as a list with progress and outcome, and the features of a subject.

`ui.case` shows it; `ui.window` finds in it what something is dropped on.
"""
