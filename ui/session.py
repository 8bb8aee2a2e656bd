"""The hub between the window and the core: one case, its verbs, and a signal for whatever changes.

It is all that knows the case file; what it is made of is in `session_state`, `session_verbs`,
`session_jobs`, `session_exchange` and `session_case`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui import desktop
from ui.session_exchange import SessionExchange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.change import Actor
    from assessor.domain.records import Evidence
    from assessor.operations.attaching import Attached
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.storage.holder import Holder
    from ui.jobs import Job
    from ui.session_case import OpenCase


class NewCase(NamedTuple):
    """What a new case is made from."""

    path: Path
    plan: str
    title: str
    contact: str


class Session(SessionExchange):
    """The open case with all its verbs; the long ones return the job that does them."""

    def open(self, path: Path) -> Job | None:
        """Open a case; the one that is open stays so until the new one is."""
        if self.is_open and path.exists() and self.path.exists() and path.samefile(self.path):
            self.said.emit(self.tr("この案件は既に開いています。"))
            return None

        def work(_: Progress) -> OpenCase:
            from assessor.operations.inspection import Inspection  # noqa: PLC0415 - brings the core along

            return self._held(Inspection.open(path, self._actor()))

        return self._begin(self.tr("「{file}」を開いています").format(file=path.name), work, self._adopt)

    def create(self, new: NewCase) -> Job:
        """Create a case from a plan of the library and open it."""

        def work(_: Progress) -> OpenCase:
            from assessor.operations import cases  # noqa: PLC0415 - brings the core along

            library, actor = self._read_library(), self._actor()
            made = cases.create(new.path, library, new.plan, actor, title=new.title, contact=new.contact)
            return self._held(made)

        return self._begin(self.tr("点検案件を作成しています"), work, self._adopt)

    def build_sample(self, path: Path) -> Job:
        """Build the sample inspection and open it."""

        def work(progress: Progress) -> OpenCase:
            from assessor.operations import sample  # noqa: PLC0415 - brings the core along

            return self._held(sample.build(path, self._read_library(), self._actor(), progress))

        return self._begin(self.tr("サンプルの点検案件を作成しています"), work, self._adopt)

    def load_library(self) -> Job:
        """Load the core and the library, unseen, so that the next step finds them ready."""

        def keep(library: Library) -> None:
            self.library = library
            self.library_loaded.emit()

        return self._begin("", lambda _: self._read_library(), keep)

    def close(self) -> None:
        """Close the case; not while a job runs."""
        if self.jobs.busy:
            self.said.emit(self.tr("処理が終わってから閉じてください。"))
        elif self._case is not None:
            self._case.close()
            self._case = None
            self.current_subject = self.current_item = ""
            self.closed.emit()
            self.history_changed.emit()

    def attach(self, files: Sequence[Path]) -> Job | None:
        """Take files into the case as evidence of the current item."""
        from assessor.operations import attaching  # noqa: PLC0415 - loaded with the case

        if not (files and self.current_item):
            return None
        inspection, subject, item = self.inspection, self.current_subject, self.current_item
        chosen = list(files)

        def done(attached: Attached) -> None:
            self._record(attached.change_set)
            count = len(chosen) - len(attached.problems)
            self.said.emit(self.tr("{item} に証跡を{count}件添付しました。").format(item=item, count=count))
            if attached.problems:
                from assessor.errors import InputError  # noqa: PLC0415 - loaded with the case

                self.failed.emit(InputError(*attached.problems))

        return self._begin(
            self.tr("証跡を添付しています"),
            lambda progress: attaching.attach(inspection, subject, item, chosen, progress),
            done,
            exclusive=True,
        )

    def open_evidence(self, evidence: Evidence) -> Job | None:
        """Show a read-only copy of evidence with the program the desktop has for it."""
        from assessor.operations import attaching  # noqa: PLC0415 - loaded with the case

        inspection, folder = self.inspection, self._open_case().copies

        def done(path: Path) -> None:
            if not desktop.show(path):
                told = self.tr("「{file}」を開くプログラムがありません。")
                self.said.emit(told.format(file=evidence.name))

        return self._begin(
            self.tr("証跡の写しを作成しています"),
            lambda progress: attaching.open_copy(inspection, evidence, folder, progress),
            done,
        )

    def export_evidence(self, evidence: Sequence[Evidence], folder: Path) -> Job | None:
        """Write evidence unchanged into a folder."""
        from assessor.operations import attaching  # noqa: PLC0415 - loaded with the case

        inspection, chosen = self.inspection, list(evidence)

        def done(files: list[Path]) -> None:
            told = self.tr("証跡{count}件を「{folder}」に書き出しました。")
            self.said.emit(told.format(count=len(files), folder=folder))

        return self._begin(
            self.tr("証跡を書き出しています"),
            lambda progress: attaching.export_evidence(inspection, chosen, folder, progress),
            done,
        )

    def _adopt(self, case: OpenCase) -> None:
        if self._case is not None:
            self._case.close()
        self._case = case
        first = next(iter(case.results.subjects), None)
        self.current_subject = first.subject.subject if first else ""
        self.current_item = case.first_item(self.current_subject) if first else ""
        self.opened.emit()  # which tells of a new current item as well
        self.history_changed.emit()

    # What follows runs on the worker thread, and brings the core along when it is first called.

    def _read_library(self) -> Library:
        from assessor import catalog  # noqa: PLC0415 - see above

        return self.library or catalog.load(catalog.default_folder())

    def _actor(self) -> Actor:
        from assessor.operations.inspection import this_actor  # noqa: PLC0415 - see above

        return this_actor(self.reviewer)

    def _held(self, inspection: Inspection) -> OpenCase:
        """Hold the file for this window; a case that cannot be held is let go of again."""
        from ui.session_case import OpenCase  # noqa: PLC0415 - see above

        holder: Holder | None = None
        try:
            if not inspection.read_only:  # who only looks is in nobody's way
                holder = inspection.hold()
            return OpenCase(inspection, holder)
        except BaseException:
            inspection.close()
            if holder is not None:
                holder.release()
            raise
