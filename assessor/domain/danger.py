"""Files that can do harm when they are opened: told by their names and by how they begin."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD: Final = 4096  # bytes of a file that are looked at

# The endings that mail programs for Windows keep back, by what they do; without a dot, in small letters.
_PROGRAMS: Final = (
    "app appx appxbundle appimage cab com cpl deb dll dmg drv exe gadget iso img jar jnlp msi msix msp mst "
    "ocx pif pkg rpm scr sys vhd vhdx vsix xbap xll xpi"
)
_SCRIPTS: Final = (
    "bas bat chm cmd command csh hta inf ins isp its js jse ksh mof ps1 ps1xml ps2 psc1 psc2 psd1 psm1 py "
    "pyc pyw pyz reg rb sct sh shb shs vb vbe vbs ws wsc wsf wsh xsl"
)
_MACROS: Final = (
    "accdb accde accdr ade adp docm dotm mad mda mdb mde potm ppam ppsm pptm sldm xla xlam xlm xlsb xlsm xltm"
)
_SHORTCUTS: Final = "appref-ms desktop library-ms lnk scf searchconnector-ms theme url webloc website"

_BEGINNINGS: Final[tuple[bytes, ...]] = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
_LINK: Final = b"\x4c\x00\x00\x00\x01\x14\x02\x00"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_STORE: Final = "_VBA_PROJECT".encode("utf-16-le")  # the name of a storage in an old Office document
# They turn letters round, so that "fdp.exe" is read as "exe.pdf".
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Danger(StrEnum):
    """What opening a file may do."""

    PROGRAM = "program"
    SCRIPT = "script"
    MACROS = "macros"
    SHORTCUT = "shortcut"
    DISGUISED = "disguised"


_ENDINGS: Final[Mapping[str, Danger]] = {
    ending: danger
    for danger, listed in (
        (Danger.PROGRAM, _PROGRAMS),
        (Danger.SCRIPT, _SCRIPTS),
        (Danger.MACROS, _MACROS),
        (Danger.SHORTCUT, _SHORTCUTS),
    )
    for ending in listed.split()
}


def danger_of(name: str, head: bytes) -> Danger | None:
    """Return what a file may do, from its name and its first bytes; None when nothing is known of it.

    Windows drops blanks and dots at the end of a name, so they do not hide an ending here either.
    """
    if _TURNING & set(name):
        return Danger.DISGUISED
    if head.startswith(_BEGINNINGS):
        return Danger.PROGRAM
    if head.startswith(_LINK):
        return Danger.SHORTCUT
    known = _ENDINGS.get(name.rstrip(". \u3000\t\n").rpartition(".")[2].casefold())
    if known is None and head.startswith(b"#!"):
        return Danger.SCRIPT
    return known


def facing_right(name: str) -> str:
    """Return the name without the signs that turn it round, as it is then shown by everything."""
    return "".join(sign for sign in name if sign not in _TURNING)


def may_hold_macros(head: bytes) -> bool:
    """Tell whether a file is an old Office document, whose ending says nothing about macros."""
    return head.startswith(_OLD_OFFICE)


def names_macros(part: bytes) -> bool:
    """Tell whether a part of an old Office document names a store of macros."""
    return _MACRO_STORE in part
