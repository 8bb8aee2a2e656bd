"""DocumentStore: the frozen texts of a case (checklists, rulebooks), by SHA-256."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from assessor.errors import Code
from assessor.storage.prepared import PreparedStatement
from assessor.storage.tables import document

if TYPE_CHECKING:
    from assessor.storage.scope import Scope

_SELECT: Final = PreparedStatement(select(document.c.body).where(document.c.sha256 == bindparam("hash")))
_INSERT: Final = PreparedStatement(insert(document).on_conflict_do_nothing())


class DocumentStore:
    """Texts that never change once they are kept."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def put(self, body: str) -> str:
        """Keep a text once and return its SHA-256."""
        connection = self._scope.to_write()
        name = sha256(body.encode()).hexdigest()
        _INSERT.run(connection, {"sha256": name, "body": body})
        return name

    def get(self, name: str) -> str:
        """Return the text with this SHA-256."""
        row = _SELECT.run(self._scope.connection, {"hash": name}).first()
        if row is None:
            raise self._scope.failure(Code.DOCUMENT_LOST, sha256=name)
        body = str(row[0])
        if sha256(body.encode()).hexdigest() != name:
            raise self._scope.failure(Code.DOCUMENT_CHANGED, sha256=name)
        return body
