"""Collects for QtGui only the plugins that we can use; PyInstaller takes it before its own hook."""

from pathlib import Path

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

ROOT = Path(__file__).resolve().parents[2]

# Excluded: the GTK theme (includes all of GTK), the virtual keyboard (GPL), OpenGL, screens
# without a window system, VNC, touch drivers, and picture formats that the window does not show.
WANTED = {
    "qwindows",
    "qcocoa",
    "qxcb",
    "qwayland",
    "xdg-shell",
    "bradient",  # window frames on Wayland
    "qoffscreen",  # the proof of the package, and machines without a display
    "qxdgdesktopportal",  # dark or light, and the desktop's own file dialogs
    "composeplatforminputcontextplugin",
    "ibusplatforminputcontextplugin",  # typing Japanese on Linux
    "qgif",
    "qico",
    "qjpeg",
}

if any((ROOT / "resources").rglob("*.svg")):
    WANTED |= {"qsvg", "qsvgicon"}

hiddenimports, plugins, datas = add_qt6_dependencies(__file__)
binaries = [(file, folder) for file, folder in plugins if Path(file).stem.removeprefix("lib") in WANTED]
