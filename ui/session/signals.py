"""The signals of the session: what the views listen to, and what its parts emit."""

from PySide6.QtCore import QObject, Signal


class Signals(QObject):
    """Whatever may be told of the open case; a part gets them without knowing who listens."""

    opened = Signal()
    closing = Signal()  # the case is still there, for the last time
    closed = Signal()
    reviews_changed = Signal(object)  # frozenset[tuple[str, str]]: (subject, item)
    subjects_changed = Signal(object)  # frozenset[str]
    case_changed = Signal()  # title or contact
    current_changed = Signal()
    selection_changed = Signal()  # of the items, while the current one stays
    changed = Signal(object)  # ChangeSet that was applied
    pointed_at = Signal(object)  # frozenset[tuple[str, str]]: what undo or redo changed, to be seen
    history_changed = Signal()
    failed = Signal(object)  # AssessorError, to be shown
    said = Signal(str)  # a line for the status bar
    library_loaded = Signal()
    language_changed = Signal()
    reviewer_changed = Signal()
    secured_changed = Signal()  # the case was locked, or unlocked again
    holder_changed = Signal()  # somebody else has the open case, or has let it go
    copy_failed = Signal(object)  # Problem: why none could be taken of the open case
    passphrase_wanted = Signal(object, bool)  # Path of the case to be opened; whether one was wrong
    passphrase_settled = Signal()  # another one would not help
