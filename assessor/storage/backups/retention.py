"""Thinning of backups: recent ones are kept more densely than older ones."""

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

_DAYS: Final = 14  # days of which the last backup is kept each; older ones are kept weekly


def thin(case: CaseFile, made: Backup, keep: int) -> list[Backup]:
    """Delete surplus backups of a case after a new one was made, and return them.

    A backup is deleted only if the case still contains all of it, that is, its last entry. A backup of
    another branch of the case, such as one from before an earlier state was restored, may be the only one of
    that branch, so it is kept, and so is one whose name does not have the last entry.
    """
    beside = [made, *(one for one in copies.listed(made.path.parent, made.case) if one.path != made.path)]
    with failures.driver_errors_as_problems(case.path, keyed=case.key is not None), case.read() as work:
        journal = work.scope.connection.connection.driver_connection
        mine = [one for one in beside if one == made or _is_earlier(one, journal)]
    gone = []
    for one in surplus({one: datetime.fromisoformat(one.at) for one in mine}, keep):
        if one != made:  # the clock may have been set back
            with suppress(OSError):  # in use on Windows; deleted the next time
                one.path.unlink()
                gone.append(one)
    return gone


def surplus(moments: Mapping[T, datetime], keep: int, now: datetime | None = None) -> list[T]:
    """Return what to delete so that at most `keep` are left, oldest first; the newest is always kept.

    At most half of the kept ones are of today, so that a long day does not displace all earlier days. Those
    from the future were made with a wrong clock; they are kept and not counted.
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
    """Tell whether the last entry of a backup is in this journal."""
    return bool(copy.digest) and copies.head_at(journal, copy.entries).startswith(copy.digest)
