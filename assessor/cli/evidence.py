"""The commands on all evidence: package, purge, compact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assessor.cli import output, stopping
from assessor.cli.opening import reading, writing
from assessor.operations.evidence import packaging, purging
from assessor.progress import Cancelled
from assessor.text import local_time
from assessor.words.commands.general import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessor.cli.arguments import Arguments
    from assessor.errors import Problem
    from assessor.operations.evidence.purging import UnlinkedContent
    from assessor.operations.inspection import Inspection

Problems = tuple["Problem", ...]


def package(arguments: Arguments) -> Problems:
    """Write the evidence of some subjects, or of all, with an index and its hashes."""
    with reading(arguments) as inspection, output.progress_bar() as progress:
        chosen = arguments.subjects or ()
        done = packaging.package(inspection, arguments.out, arguments.lang, progress, subjects=chosen)
    facts = {"file": str(done.path), "files": done.files, "size": done.size, "sums": done.sums}
    _print_facts(arguments, {"packaged": facts})
    return ()


def purge(arguments: Arguments) -> Problems:
    """List the contents without links, or delete the given ones."""
    chosen = arguments.contents or arguments.everything
    if not chosen and not arguments.compact:
        with reading(arguments) as inspection:
            _list(purging.unlinked(inspection), arguments)
        return ()
    results: dict[str, dict[str, Any]] = {}
    with writing(arguments) as inspection:
        if chosen:
            results["purged"] = _purged(inspection, arguments)
        if arguments.compact:
            try:
                results["compacted"] = _compacted(inspection)
            except Cancelled:
                if not chosen:
                    raise
                _print_facts(arguments, results)
                raise stopping.PartlyDone from None
    _print_facts(arguments, results)
    return ()


def compact(arguments: Arguments) -> Problems:
    """Free the unused space of the file, or only print its size."""
    if arguments.dry_run:
        with reading(arguments) as inspection:
            _print_facts(arguments, {"freeable": {"size": purging.freeable(inspection)}})
    else:
        with writing(arguments) as inspection:
            _print_facts(arguments, {"compacted": _compacted(inspection)})
    return ()


def _purged(inspection: Inspection, arguments: Arguments) -> dict[str, Any]:
    names = [name.lower() for name in arguments.contents]  # some tools write hashes in capitals
    with output.progress_bar() as progress:
        if arguments.everything:
            names += [one.sha256 for one in purging.unlinked(inspection)]
        done = purging.purge(inspection, names, progress)
    return {"count": len(done.contents), "size": done.size}


def _compacted(inspection: Inspection) -> dict[str, Any]:
    with output.progress_bar() as progress:
        done = purging.compact(inspection, progress)
    return {"before": done.before, "after": done.after}


def _print_facts(arguments: Arguments, facts_by_key: Mapping[str, Mapping[str, Any]]) -> None:
    if arguments.json:
        output.json_line(facts_by_key)
    else:
        for key, facts in facts_by_key.items():
            output.say_line(say(key, arguments.lang, **facts))


def _list(contents: Sequence[UnlinkedContent], arguments: Arguments) -> None:
    if arguments.json:
        output.json_line({"unlinked": [_as_json(one) for one in contents]})
    elif not contents:
        output.say_line(say("unlinked_none", arguments.lang))
    else:
        keys = ("file", "size", "subject", "detached_at", "detached_by")
        rows = [
            (one.name, one.size, f"{one.subject} {one.item}", local_time(one.at), one.reviewer, one.sha256)
            for one in contents
        ]
        output.table([*(say(f"head_{key}", arguments.lang) for key in keys), "SHA-256"], rows)


def _as_json(one: UnlinkedContent) -> dict[str, Any]:
    return {
        "sha256": one.sha256,
        "size": one.size,
        "file": one.name,
        "subject": one.subject,
        "item": one.item,
        "by": one.reviewer,
        "at": one.at,
    }


COMMANDS: Final[Mapping[str, Callable[[Arguments], Problems]]] = {
    "package": package,
    "purge": purge,
    "compact": compact,
}
