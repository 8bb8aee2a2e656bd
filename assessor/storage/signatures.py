"""Which scopes are signed: asked for before every change, so it is one prepared statement and no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from assessor.domain.records import RecordKind
from assessor.storage.prepared import Prepared
from assessor.storage.tables import RECORDS

if TYPE_CHECKING:
    from assessor.storage.scope import Scope

_SCOPES: Final = Prepared(select(RECORDS[RecordKind.SIGNOFF].c.scope).distinct())


def signed_scopes(scope: Scope) -> frozenset[str]:
    """Return the subjects that are signed at any stage, and `*` when the whole is."""
    return frozenset(str(row[0]) for row in _SCOPES.run(scope.connection, {}))
