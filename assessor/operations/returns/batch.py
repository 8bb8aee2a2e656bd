"""All that the user chose at once: files, folders, archives and mails; each workbook known by its content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.domain.difference import CellKind
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import container
from assessor.excel.reading.container import Container
from assessor.operations.questionnaires.password_list import nearest_first
from assessor.operations.returns import archive, attachments, unpacking
from assessor.operations.returns.case_snapshot import CaseSnapshot
from assessor.operations.returns.garbage import uncollected
from assessor.operations.returns.previewing import conflict, previewed
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import Batch, OtherFile, OtherKind, Preview, RefusedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.values import FoundAttachments
    from assessor.progress import Progress

# What has such a name is no workbook; whatever else lies in a folder is looked at.
_DOCUMENTS: Final = frozenset(
    {
        *(".pdf", ".docx", ".doc", ".pptx", ".ppt", ".txt", ".csv", ".msg", ".eml", ".zip"),
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"),
    }
)
# Under these names a workbook comes, or something that may hold one and that nothing here opens.
_SHOULD_BE_READ: Final = frozenset(
    {
        *container.WORKBOOK_ENDINGS,
        *container.SEALED_ENDINGS,
        *(".7z", ".rar", ".lzh", ".lha", ".cab", ".gz", ".tgz", ".exe", ".lnk", ".url"),
    }
)
_KINDS: Final = frozenset(
    {
        *(Container.XLSX, Container.XLSM, Container.XLS, Container.XLSB, Container.ODS, Container.ENCRYPTED),
        *container.CLOSED_ARCHIVES,
        *(Container.TNEF, Container.PROGRAM, Container.SHORTCUT),
    }
)
# A document under the name of a questionnaire, or of the answers, may hold them.
_NAME_OF_RETURN: Final = re.compile(r"(?:質問票|回答書?)(?:[\s_＿\-－(（【\[].*)?", re.DOTALL)
_ANSWERING: Final = frozenset(
    {Container.PDF, Container.DOCUMENT, Container.IWORK, Container.HTML, Container.CSV, Container.XML}
)
# Kinds of cells that state an answer, whether or not it changes the case.
_SAYING: Final = frozenset({CellKind.CHANGED, CellKind.CONFLICT, CellKind.UNCHANGED})
Cell = tuple[str, str, str, str]  # subject, round, item, field
_OF_ANY_NAME: Final = 20_000_000  # bytes; what is larger is looked at only when its name says workbook
# Of a file that only lies in a folder these say that it is no workbook, whatever its name is.
_NO_WORKBOOK: Final = frozenset({Code.NO_SHEETS, Code.NOT_A_WORKBOOK, *container.REFUSALS})


@dataclass
class _FoundFiles:
    """What lies at the places that were chosen."""

    chosen: list[ReceivedFile] = field(default_factory=list)  # files themselves
    lying: list[ReceivedFile] = field(default_factory=list)  # in folders, archives and mails
    refused: list[RefusedFile] = field(default_factory=list)  # what cannot be opened
    opened: dict[ReceivedFile, bool] = field(default_factory=dict)  # what was looked into; whether a mail


@dataclass
class _Sorting:
    """The files by what becomes of each; doubtful ones are refused unless a questionnaire names them."""

    files: list[Preview | RefusedFile] = field(default_factory=list)
    others: list[ReceivedFile] = field(default_factory=list)
    doubtful: list[RefusedFile] = field(default_factory=list)


@uncollected()
def read(
    inspection: Inspection,
    places: Sequence[Path | ReceivedFile],
    progress: Progress,
    *,
    passwords: Sequence[str] = (),
) -> Batch:
    """Read all workbooks that lie at these places and compare each with the case; writes nothing.

    What was chosen itself and is no workbook is refused with its reason. Of what lies in a chosen folder,
    archive or mail that is refused which should be a questionnaire by its name or content; all else is
    offered as evidence. Every file is in the batch.
    """
    found = _found(places, passwords, progress)
    total = len(found.chosen) + len(found.lying)
    sorting, locked = _Sorting(), {one.received for one in found.refused}
    with inspection.file.read() as work:
        snapshot = CaseSnapshot(inspection, work)
        for done, received in enumerate(found.chosen):
            progress.step(done, total)
            _sort_in(sorting, _read(inspection, snapshot, received, passwords), chosen=True)
        for done, received in enumerate(found.lying, len(found.chosen)):
            progress.step(done, total)
            if received in locked or received.opened or not _may_be_return(received):
                sorting.others.append(received)
            else:
                _sort_in(sorting, _read(inspection, snapshot, received, passwords), chosen=False)
    progress.step(total, total)
    return _batch(found, sorting)


@uncollected()
def read_one(
    inspection: Inspection, received: ReceivedFile, *, passwords: Sequence[str] = (), subject: str = ""
) -> Preview | RefusedFile:
    """Read one file again with other passwords, or as the workbook of the subject that the reviewer names."""
    with inspection.file.read() as work:
        return _read(inspection, CaseSnapshot(inspection, work), received, passwords, subject)


def _read(
    inspection: Inspection,
    snapshot: CaseSnapshot,
    received: ReceivedFile,
    passwords: Sequence[str],
    subject: str = "",
) -> Preview | RefusedFile:
    likely = nearest_first(passwords, received.file)
    try:
        return previewed(inspection, snapshot, received, passwords=likely, subject=subject)
    except InputError as error:
        problems = error.problems
    if any(problem.code is Code.NO_HEADING for problem in problems) and attachments.is_questionnaire(
        received, likely
    ):
        problems = tuple(
            Problem(Code.HEADING_LOST, p.place) if p.code is Code.NO_HEADING else p for p in problems
        )
    return RefusedFile(received, problems)


def _found(
    places: Sequence[Path | ReceivedFile], passwords: Sequence[str], progress: Progress
) -> _FoundFiles:
    found = _FoundFiles()
    near = _of_the_same_name([place for place in places if isinstance(place, Path)])
    for place in (*places, *near):
        received, is_mail = ReceivedFile.at(place) if isinstance(place, Path) else place, False
        if isinstance(place, Path) and place.is_dir():
            files, odd = attachments.files_in(place, passwords, progress)
        elif kind := unpacking.kind_of(received, by_content=True):
            is_mail = kind in container.MAILS
            files, odd = unpacking.contents(received, kind, passwords, progress)
        else:
            found.chosen.append(received)
            continue
        if place in near:  # nobody chose those, so their problems are not reported
            found.lying += files
            continue
        found.opened[received] = is_mail
        found.refused += _unread(odd, [received, *files])
        found.lying += files
    return found


def _unread(problems: Iterable[Problem], files: Sequence[ReceivedFile]) -> list[RefusedFile]:
    """Return each archive, mail or folder that cannot be opened, with all that is said of it."""
    known = {received.shown: received for received in files}
    by_name: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        within = [str(problem.values["name"])] if problem.code is Code.ARCHIVE_NESTED else []
        by_name["/".join([problem.place.file, *within])].append(problem)
    return [
        RefusedFile(known.get(name) or ReceivedFile(name, 0, bytes, shown_as=name), tuple(problems))
        for name, problems in by_name.items()
    ]


def _of_the_same_name(places: Sequence[Path]) -> list[Path]:
    """Return the folders and archives next to chosen workbooks that bear their names."""
    files = [
        place for place in places if place.suffix.lower() in container.WORKBOOK_ENDINGS and place.is_file()
    ]
    near = [path for file in files for path in (file.with_suffix(""), file.with_suffix(".zip"))]
    chosen = set(places)
    return [path for path in near if path not in chosen and path.exists()]


def _may_be_return(received: ReceivedFile) -> bool:
    """Tell whether a file in a folder is worth reading, whatever its name; evidence may be of any size."""
    ending = container.ending_of(received.file)
    if ending in _SHOULD_BE_READ:
        return True
    named = _is_named_return(received)
    if (ending in _DOCUMENTS and not named) or not 0 < received.size <= _OF_ANY_NAME:
        return False
    try:
        kind = container.identify(unpacking.looked_at(received))
    except InputError:
        return False  # reported when it is attached as evidence
    return kind in _KINDS or (named and kind in _ANSWERING)


def _is_named_return(received: ReceivedFile) -> bool:
    return _NAME_OF_RETURN.fullmatch(Path(received.file).stem) is not None


def _sort_in(sorting: _Sorting, seen: Preview | RefusedFile, *, chosen: bool) -> None:
    """Put a file where it belongs; one that was chosen itself is refused when nothing names it."""
    if isinstance(seen, Preview):
        sorting.files.append(seen)
        return
    codes = {problem.code for problem in seen.problems}
    if codes & _NO_WORKBOOK:
        sorting.doubtful.append(seen)
    elif Code.NO_HEADING in codes:  # a workbook of another kind
        if chosen or _is_named_return(seen.received):
            sorting.doubtful.append(seen)
        else:
            sorting.others.append(seen.received)
    else:
        sorting.files.append(seen)


def _batch(found: _FoundFiles, sorting: _Sorting) -> Batch:
    """Return the batch, with what a questionnaire names as evidence taken for that."""
    order = {received: number for number, received in enumerate((*found.chosen, *found.lying))}
    files = compared(sorting.files)
    offered = (*sorting.others, *(one.received for one in sorting.doubtful))
    belonging = beside(files, offered)
    named = {link.received for near in belonging.values() for link in near.links if link.certain}
    evidence = {*sorting.others, *(named & set(offered))}
    doubtful = (one for one in sorting.doubtful if one.received not in evidence)
    returned = sorted((*files, *doubtful), key=lambda one: order[one.received])
    returned += found.refused
    returned += _without_return(found, returned)
    told = {archive.where(one.received) for one in returned}
    others = [
        OtherFile(received, OtherKind.OPENED if received.opened else OtherKind.EVIDENCE)
        for received in offered
        if received in evidence and archive.where(received) not in told
    ]
    return Batch(tuple(returned), tuple(others), offered, belonging)


def _without_return(found: _FoundFiles, files: Sequence[Preview | RefusedFile]) -> Iterator[RefusedFile]:
    """Yield the mails that were chosen and bring no workbook; when there is none at all, every place."""
    for received, is_mail in found.opened.items():
        within = f"{received.name}/"
        if any(f"{seen.received.name}/".startswith(within) for seen in files):
            continue
        if is_mail or not files:
            code = Code.NOTHING_ATTACHED if is_mail else Code.NO_QUESTIONNAIRES
            yield RefusedFile(received, (Problem(code, Place(file=received.file)),))


def compared(files: Sequence[Preview | RefusedFile]) -> tuple[Preview | RefusedFile, ...]:
    """Mark cells as conflicts where files for one round differ; call it again after any is read again.

    A blank in one file clears nothing that another file answers.
    """
    said: dict[Cell, set[str]] = defaultdict(set)
    several = _answered_by_several(files)
    for seen in files:
        if isinstance(seen, Preview) and seen.acceptable and (seen.subject, seen.round_id) in several:
            for p in seen.proposals:
                if p.kind in _SAYING:
                    said[seen.subject, seen.round_id, p.item, p.field].add(p.returned)
    return tuple(
        _among(seen, said) if isinstance(seen, Preview) and (seen.subject, seen.round_id) in several else seen
        for seen in files
    )


def _answered_by_several(files: Sequence[Preview | RefusedFile]) -> set[tuple[str, str]]:
    """Return the subject and round id of each round that several files answer; mostly there is none."""
    times = Counter((seen.subject, seen.round_id) for seen in files if isinstance(seen, Preview))
    return {answered for answered, count in times.items() if count > 1}


def _among(seen: Preview, said: Mapping[Cell, set[str]]) -> Preview:
    proposals, marked = [], []
    for p in seen.proposals:
        values = said.get((seen.subject, seen.round_id, p.item, p.field), ())
        if p.kind is CellKind.CLEARED and values:
            continue
        if p.kind is CellKind.CHANGED and len(values) > 1:
            p = p._replace(kind=CellKind.CONFLICT)  # noqa: PLW2901 - the same cell
            marked.append(p)
        proposals.append(p)
    if len(proposals) == len(seen.proposals) and not marked:
        return seen
    blank = seen.blank + len(seen.proposals) - len(proposals)
    return replace(seen, proposals=tuple(proposals), blank=blank).with_problems(
        (*seen.problems, *(conflict(seen, proposal) for proposal in marked))
    )


def beside(
    files: Sequence[Preview | RefusedFile], others: Sequence[ReceivedFile]
) -> dict[str, FoundAttachments]:
    """Return for each workbook, by its SHA-256, the files that belong to it by their paths."""
    if not others:
        return {}
    by_place = {archive.where(received): received for received in others}
    questionnaires = [archive.where(seen.received) for seen in files]
    near = attachments.belonging(questionnaires, list(by_place))
    return {
        seen.sha256: attachments.matched(seen, [by_place[path] for path in near[place]])
        for seen, place in zip(files, questionnaires, strict=True)
        if isinstance(seen, Preview) and place in near
    }
