"""Recognising files that are dangerous to open, by their names and first bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD: Final = 4096  # bytes of a file that are examined

# Endings that mail programs for Windows block, pages that run scripts, and shortcuts, by effect; without a
# dot, in small letters.
_PROGRAMS: Final = (
    "app appimage appinstaller application appx appxbundle cab com cpl deb diagcab dll dmg drv exe gadget "
    "img iso jar jnlp msi msix msixbundle msp mst msu ocx pif pkg rpm scr sys vhd vhdx vsix wll xbap xll "
    "xpi"
)
_SCRIPTS: Final = (
    "asp aspx bas bat cer chm cmd command crt csh der fxp hlp hpj hta htc htm html inf ins isp its js jse "
    "ksh mht mhtml mof msc msh msh1 msh1xml msh2 msh2xml mshxml ops osd pcd pl plg prf prg printerexport "
    "ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 py pyc pyo pyw pyz pyzw rb reg sct settingcontent-ms "
    "sh shb shs shtml svg svgz terminal tool vb vbe vbp vbs vsmacros workflow ws wsc wsf wsh xht xhtml "
    "xsl"
)
_MACROS: Final = (
    "accda accdb accde accdr accdt accdu ade adp docm dotm mad maf mag mam maq mar mas mat mau mav maw "
    "mda mdb mde mdt mdw mdz one onepkg potm ppam ppsm pptm sldm slk xla xlam xlm xlsb xlsm xltm"
)
_SHORTCUTS: Final = (
    "appref-ms asx bgi cnt deskthemepack desktop dqy fileloc grp inetloc iqy library-ms lnk mcf oqy rdp "
    "rqy scf search-ms searchconnector-ms theme themepack udl url vsw webloc webpnp website xnk"
)
# Office opens these by their content, which may be a new document with macros.
_OLD_NAMES: Final = frozenset({"doc", "dot", "xls", "xlt", "ppt", "pps", "pot", "rtf"})
_ZIP: Final = b"PK"

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
# These reverse the direction of text, so that "fdp.exe" is read as "exe.pdf".
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
    """Return the danger of a file by its name and its first bytes, or None when none is known.

    Blanks and dots around an ending do not hide it: Windows removes those at the end of a name, and a safe
    name has none before the ending.
    """
    if _TURNING & set(name):
        return Danger.DISGUISED
    if head.startswith(_BEGINNINGS):
        return Danger.PROGRAM
    if head.startswith(_LINK):
        return Danger.SHORTCUT
    ending = name.rstrip(". \u3000\t\n").rpartition(".")[2].strip().casefold()
    known = _ENDINGS.get(ending)
    if known is None and head.startswith(b"#!"):
        return Danger.SCRIPT
    if known is None and ending in _OLD_NAMES and head.startswith(_ZIP):
        return Danger.MACROS
    return known


def facing_right(name: str) -> str:
    """Return the name without marks of direction, so that every program shows it alike."""
    return "".join(sign for sign in name if sign not in _TURNING)


def may_hold_macros(head: bytes) -> bool:
    """Tell whether a file is an old Office document, of which the ending does not tell about macros."""
    return head.startswith(_OLD_OFFICE)


def names_macros(part: bytes) -> bool:
    """Tell whether a part of an old Office document names a store of macros."""
    return _MACRO_STORE in part
