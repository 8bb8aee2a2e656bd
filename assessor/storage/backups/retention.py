"""Thinning: which of many copies are worth keeping. The closer to now, the closer together."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from assessor.storage import failures
from assessor.storage.backups import copies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlcipher3.dbapi2 import Connection

    from assessor.storage.backups.copies import Backup
    from assessor.storage.case_file import CaseFile

T = TypeVar("T")

_DAYS: Final = 14  # of these each keeps its last copy, what is older one a week


def thin(case: CaseFile, made: Backup, keep: int) -> list[Backup]:
    """Delete the copies of a case that are not worth their space beside the one just made; return them.

    A copy goes only when the case still has everything in it: when its last entry is one of the case. A
    copy of another branch of the case, or of what was undone by restoring an earlier one, may be the only
    one of that; it stays until somebody deletes it, and so does one whose name does not tell its end.
    """
    beside = [made, *(one for one in copies.listed(made.path.parent, made.case) if one.path != made.path)]
    with failures.driver_errors_as_problems(case.path, keyed=case.key is not None), case.read() as work:
        journal = work.scope.connection.connection.driver_connection
        mine = [one for one in beside if one == made or _is_earlier(one, journal)]
    gone = []
    for one in surplus({one: datetime.fromisoformat(one.at) for one in mine}, keep):
        if one != made:  # the clock may have been set back since
            with suppress(OSError):  # on Windows somebody may look at it just now; the next time it goes
                one.path.unlink()
                gone.append(one)
    return gone


def surplus(moments: Mapping[T, datetime], keep: int, now: datetime | None = None) -> list[T]:
    """Return what can go so that at most `keep` are left, oldest first; the newest never goes.

    At most half of what is kept is of today: a long day of work must not push out every day before it.
    What is later than now was made while a clock was wrong, then or now: it stays, and does not count.
    """
    now = (now or datetime.now(UTC)).astimezone()
    until_now = [one for one in moments if moments[one] <= now]
    newest_first = sorted(until_now, key=lambda one: moments[one], reverse=True)
    today, days, weeks = list[T](), dict[str, T](), dict[str, T]()
    for one in newest_first:
        at = moments[one].astimezone(now.tzinfo)
        age = (now.date() - at.date()).days
        if age <= 0:
            today.append(one)
        elif age <= _DAYS:
            days.setdefault(at.strftime("%Y-%m-%d"), one)
        else:
            weeks.setdefault(at.strftime("%G-W%V"), one)
    room = max(keep, 1)
    earlier = [*days.values(), *weeks.values()]
    of_today = today[: max(room - len(earlier), (room + 1) // 2)]
    kept = {*of_today, *earlier[: room - len(of_today)]}
    return [one for one in reversed(newest_first) if one not in kept]


def _is_earlier(copy: Backup, journal: Connection) -> bool:
    """Tell whether a copy ends with an entry that this journal has."""
    return bool(copy.digest) and copies.head_at(journal, copy.entries).startswith(copy.digest)
