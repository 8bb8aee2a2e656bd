"""Run by itself on a screen of some size: goes through every view and prints what does not fit, as JSON."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from assessor.words import Language
from tools.pictures import views
from ui.app.application import Options, start
from ui.settings import Settings
from ui.widgets.dialogs import fitting
from ui.window.main_window import MainWindow


def cut(part: QWidget, name: str) -> list[str]:
    """Return what is not in sight whole, up to the window."""
    place = QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())
    seen = part.visibleRegion().boundingRect()
    if not part.isVisible() or seen.size() != part.size() or not part.window().rect().contains(place):
        return [f"{name} {place.getRect()} seen {seen.getRect()} of {part.window().size().toTuple()}"]
    return []


def faults(name: str, widget: QWidget) -> list[str]:
    """Return what is wrong with a view."""
    top = widget.window()
    room = fitting.room(top)
    found = []
    if top.width() > room.width() or top.height() > room.height():
        found.append(f"{name}: {top.size().toTuple()} in {room.toTuple()}")
    if isinstance(widget, MainWindow):
        view = widget.desk.view
        if name in {"items", "signed"}:
            editor = view.item.editor
            parts: dict[str, QWidget] = {"reason": editor.reason, "list": view.items.table.viewport()}
            parts |= {verdict.value: button for verdict, button in editor.bar.buttons.items()}
            found += [f"{name}: {told}" for key, part in parts.items() for told in cut(part, key)]
    elif isinstance(widget, QDialog):
        # The buttons at the foot of a dialog never scroll away.
        within = widget.findChildren(fitting.RoomyScrollArea)
        foot = [
            button
            for button in widget.findChildren(QAbstractButton)
            if button.isVisible() and not any(part.isAncestorOf(button) for part in within)
        ]
        last = max(
            foot, key=lambda button: button.mapTo(widget, QPoint(0, button.height())).y(), default=None
        )
        if last is not None:
            found += [f"{name}: {told}" for told in cut(last, last.text())]
    return found


def main(case: Path, folder: Path, zoom: str, languages: str) -> None:
    """Go through every view in each language."""
    qInstallMessageHandler(views.on_qt_message)
    application = QApplication([])
    settings = Settings(folder / "settings.ini")
    settings.zoom = int(zoom)
    window = start(application, settings, Options())
    window.show()
    studio = views.Studio(window, case, folder)
    seen: list[str] = []
    found: list[str] = []
    for language in map(Language, languages.split()):
        window.session.set_language(language)
        for name, widget in studio.views(everything=True):
            views.settle()
            seen.append(name)
            found += [f"{language} {fault}" for fault in faults(name, widget)]
            if len(sys.argv) > 5:
                widget.grab().save(f"{sys.argv[5]}/{name}_{language}.png")
    sys.stdout.write(json.dumps({"seen": seen, "faults": found}, ensure_ascii=False))
    window.session.jobs.wait()
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
