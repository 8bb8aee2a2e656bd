"""The signals of the session, which its parts emit and the views listen to."""

from PySide6.QtCore import QObject, Signal


class Signals(QObject):
    """The signals about the open case."""

    opened = Signal()
    closing = Signal()  # right before the case is closed
    closed = Signal()
    reviews_changed = Signal(object)  # frozenset[tuple[str, str]]: (subject, item)
    subjects_changed = Signal(object)  # frozenset[str]
    case_changed = Signal()  # the title or the contact changed
    current_changed = Signal()
    selection_changed = Signal()  # the selected items changed, but not the current one
    changed = Signal(object)  # the applied ChangeSet
    pointed_at = Signal(object)  # frozenset[tuple[str, str]]: changed by undo or redo, to be highlighted
    history_changed = Signal()
    failed = Signal(object)  # AssessorError, to be shown
    said = Signal(str)  # a text for the status bar
    library_loaded = Signal()
    language_changed = Signal()
    reviewer_changed = Signal()
    secured_changed = Signal()  # the case was locked or unlocked
    holder_changed = Signal()  # another user opened or closed the case
    copy_failed = Signal(object)  # Problem: why no backup could be taken
    passphrase_wanted = Signal(object, bool)  # Path of the case, and whether a passphrase was wrong
    passphrase_settled = Signal()  # the case opened or failed otherwise: ask no more
