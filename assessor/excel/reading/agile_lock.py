"""The encryption that Excel writes since 2010, with each of the hashes that its versions chose."""

from __future__ import annotations

import hmac
from hashlib import sha1, sha256, sha384, sha512
from io import BytesIO
from struct import Struct
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:
    from msoffcrypto.format.ooxml import OOXMLFile

# As [MS-OFFCRYPTO] names them; the library would take any other name for the first.
_HASHES: Final = {"SHA1": sha1, "SHA-1": sha1, "SHA256": sha256, "SHA384": sha384, "SHA512": sha512}
# [MS-OFFCRYPTO] 2.3.4.11 to 2.3.4.14: what each key is made for.
_VERIFIER: Final = bytes.fromhex("FEA7D2763B4B9E79")
_VERIFIER_HASH: Final = bytes.fromhex("D7AA0F6D3061344E")
_KEY: Final = bytes.fromhex("146E0BE7ABACD0D6")
_HMAC_KEY: Final = bytes.fromhex("5FB2AD010CB9E1F6")
_HMAC: Final = bytes.fromhex("A0677F02B22C8433")
_NUMBER: Final = Struct("<I")


class AgileLock:
    """Opens a workbook encrypted by Excel 2010 or later; the library would derive the key twice."""

    kind = "encrypted"
    known = ()

    def __init__(self, office: OOXMLFile, spins: int) -> None:
        self._office = office
        # The library has refused more spins than the standard's limit of ten million.
        self._spins: int = office.info["spinValue"]
        self.tries = spins // max(1, self._spins)

    def opened(self, password: str) -> bytes | None:
        """Return the plain workbook, or None for a wrong password; raises ValueError when it was altered."""
        key = self._key(password)
        if key is None:
            return None
        self._check_integrity(key)
        self._office.load_key(secret_key=key)
        whole = BytesIO()
        self._office.decrypt(whole)
        return whole.getvalue()

    def _key(self, password: str) -> bytes | None:
        info = self._office.info
        made, salt = _HASHES[info["passwordHashAlgorithm"]], info["passwordSalt"]
        size: int = info["passwordKeyBits"] // 8
        digest = made(salt + password.encode("utf-16-le")).digest()
        for number in range(self._spins):
            digest = made(_NUMBER.pack(number) + digest).digest()

        def plain(field: str, purpose: bytes) -> bytes:
            return _decrypted(info[field], _sized(made(digest + purpose).digest(), size), salt)

        right = made(plain("encryptedVerifierHashInput", _VERIFIER)).digest()
        # Padded to whole blocks of the cipher: a SHA-1 hash has 20 bytes, which is no multiple.
        if plain("encryptedVerifierHashValue", _VERIFIER_HASH)[: len(right)] != right:
            return None
        return plain("encryptedKeyValue", _KEY)[:size]

    def _check_integrity(self, key: bytes) -> None:
        info = self._office.info
        made, salt = _HASHES[info["keyDataHashAlgorithm"]], info["keyDataSalt"]
        block: int = info["keyDataBlockSize"]

        def plain(field: str, purpose: bytes) -> bytes:
            start = _sized(made(salt + purpose).digest(), block)
            return _decrypted(info[field], key, start)[: made().digest_size]

        with self._office.file.openstream("EncryptedPackage") as stream:
            digest = hmac.digest(plain("encryptedHmacKey", _HMAC_KEY), stream.getvalue(), made)
        if not hmac.compare_digest(digest, plain("encryptedHmacValue", _HMAC)):
            raise ValueError("changed since it was locked")


def _decrypted(content: bytes, key: bytes, start: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return decryptor.update(content) + decryptor.finalize()


def _sized(value: bytes, size: int) -> bytes:
    return value[:size].ljust(size, b"\x36")
