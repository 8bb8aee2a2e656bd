"""The encryption of workbooks: opening and encrypting; slow to import, so `passwords` imports it late."""

from __future__ import annotations

import logging
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol
from xml.parsers.expat import ExpatError

from cryptography.exceptions import UnsupportedAlgorithm
from msoffcrypto import exceptions
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from olefile import OleFileIO

from assessor.excel.reading.agile_lock import AgileLock
from assessor.excel.reading.compound import require_sectors, require_streams
from assessor.excel.reading.old_lock import OldLock

if TYPE_CHECKING:
    from collections.abc import Mapping

# What msoffcrypto and olefile raise on bytes that were changed, found by changing bytes.
FAILURES: Final = (
    *(
        exceptions.FileFormatError,
        exceptions.ParseError,
        exceptions.DecryptionError,
        exceptions.EncryptionError,
    ),
    *(
        OSError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        RecursionError,
    ),
    *(struct.error, ExpatError, UnsupportedAlgorithm),
)
_INFO_LIMIT: Final = 64_000  # bytes of the stream that describes the encryption; it has 1,200
_SPINS: Final = 50_000  # of the standard encryption, always
SPINS_TOGETHER: Final = 100_000_000  # hashes for all passwords of a file: a minute

# The library writes passwords to its log at the lowest level.
logging.getLogger("msoffcrypto").setLevel(logging.INFO)


class Lock(Protocol):
    """One way of encrypting a workbook."""

    @property
    def kind(self) -> str:
        """The kind of file, as `container` names it."""

    @property
    def tries(self) -> int:
        """How many passwords may be tried within bounded time."""

    @property
    def known(self) -> tuple[str, ...]:
        """Passwords that programs use without asking the user."""

    def opened(self, password: str) -> bytes | None:
        """Return the plain workbook, or None when the password does not fit."""


class StandardLock:
    """The encryption of Excel 2007, which LibreOffice still writes: AES-128 without a check of integrity."""

    kind = "encrypted"
    tries = SPINS_TOGETHER // _SPINS
    known = ()

    def __init__(self, office: OOXMLFile) -> None:
        self._office = office

    def opened(self, password: str) -> bytes | None:
        """Return the plain workbook, or None when the password does not fit."""
        header: Mapping[str, int] = self._office.info["header"]
        verifier = self._office.info["verifier"]
        key = ECMA376Standard.makekey_from_password(
            password,
            *(header[name] for name in ("algId", "algIdHash", "providerType", "keySize")),
            *(verifier[name] for name in ("saltSize", "salt")),
        )
        fits = ECMA376Standard.verifykey(
            key, verifier["encryptedVerifier"], verifier["encryptedVerifierHash"]
        )
        if not fits:
            return None
        self._office.load_key(secret_key=key)
        whole = BytesIO()
        self._office.decrypt(whole)
        return whole.getvalue()


def lock_of(content: bytes) -> Lock:
    """Return the encryption of a compound file; raises one of FAILURES when it is damaged or plain."""
    require_sectors(content)
    with OleFileIO(BytesIO(content)) as compound:
        require_streams(compound, content)
        if not compound.exists("EncryptionInfo"):
            # olefile follows endless chains of small streams; no workbook of ours is that small.
            if compound.get_size("Workbook") < compound.minisectorcutoff:
                raise ValueError("too small for a workbook")
            return OldLock(content)
        if compound.get_size("EncryptionInfo") > _INFO_LIMIT:
            raise ValueError("too much about the encryption")
    office = OOXMLFile(BytesIO(content))
    return AgileLock(office, SPINS_TOGETHER) if office.type == "agile" else StandardLock(office)


def locked(plain: bytes, password: str) -> bytes:
    """Return an .xlsx that only opens with the password."""
    whole = BytesIO()
    OOXMLFile(BytesIO(plain)).encrypt(password, whole)
    return whole.getvalue()
