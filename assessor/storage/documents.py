"""DocumentStore: the frozen texts of a case (checklists, rulebooks), by SHA-256."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, insert, select

from assessor.errors import Code
from assessor.storage.tables import document

if TYPE_CHECKING:
    from assessor.storage.scope import Scope

_SELECT: Final = select(document.c.body).where(document.c.sha256 == bindparam("hash"))
_INSERT: Final = insert(document)


class DocumentStore:
    """Texts that never change once they are in a case."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def put(self, body: str) -> str:
        """Keep a text and return its SHA-256; a text that is there already is kept once."""
        connection = self._scope.to_write()
        name = sha256(body.encode()).hexdigest()
        if connection.execute(_SELECT, {"hash": name}).first() is None:
            connection.execute(_INSERT, {"sha256": name, "body": body})
        return name

    def get(self, name: str) -> str:
        """Return the text with this SHA-256."""
        row = self._scope.connection.execute(_SELECT, {"hash": name}).first()
        if row is None:
            raise self._scope.failure(Code.CONTENT_MISSING, sha256=name)
        body: str = row[0]
        if sha256(body.encode()).hexdigest() != name:
            raise self._scope.failure(Code.CONTENT_DAMAGED, sha256=name)
        return body
