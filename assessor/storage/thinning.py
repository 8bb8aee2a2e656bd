"""Thinning: which of many copies are worth keeping. The closer to now, the closer together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

_DAYS: Final = 14  # of these each keeps its last copy, what is older one a week


def surplus(moments: Mapping[T, datetime], keep: int, now: datetime | None = None) -> list[T]:
    """Return what can go so that at most `keep` are left, oldest first; the newest never goes.

    At most half of what is kept is of today: a long day of work must not push out every day before it.
    """
    now = (now or datetime.now(UTC)).astimezone()
    newest_first = sorted(moments, key=lambda one: moments[one], reverse=True)
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
