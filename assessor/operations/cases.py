"""Creating a case from a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from assessor.domain.change import Actor, ChangeSet, creation
from assessor.domain.facts import Facts
from assessor.domain.naming import BilingualName
from assessor.domain.records import Case, UsedChecklist
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.inspection import Inspection, now
from assessor.storage import keys
from assessor.storage.case_file import CaseFile

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library, Plan


def plan_of(library: Library, key: str) -> Plan:
    """Return a plan of the library; raises InputError that names the existing ones."""
    if key not in library.plans:
        facts = {"found": key, "expected": ", ".join(library.plans)}
        # a plan may be missing because something it needs is broken, which is then reported too
        raise InputError(Problem(Code.UNKNOWN_PLAN, Place(), facts), *library.problems)
    return library.plans[key]


def create(
    path: Path,
    library: Library,
    plan: str,
    actor: Actor,
    *,
    title: str = "",
    contact: str = "",
    passphrase: str = "",
) -> Inspection:
    """Create a case: the plan's groups and subjects, and the lists they use, frozen.

    With a passphrase the file is encrypted from its first byte. Raises InputError for an unknown plan and
    CaseFileError when the file cannot be made; then no file is left.
    """
    chosen = plan_of(library, plan)
    file = CaseFile.create(path, keys.fresh(passphrase) if passphrase else None)
    try:
        with file.write() as work:
            used = library.used_by(chosen)
            case = Case(
                id=uuid4().hex,
                title=title.strip() or chosen.title,
                plan=chosen.id,
                contact=contact.strip(),
                rules=work.documents.put(library.rules.to_json()),
                created_at=now(),
            )
            frozen = [
                UsedChecklist(
                    id=checklist.id,
                    title=checklist.title,
                    version=checklist.version,
                    sha256=work.documents.put(checklist.to_json()),
                )
                for checklist in used
            ]
            records = (case, *frozen, *chosen.groups, *chosen.subjects)
            changes = tuple(change for record in records for change in creation(record))
            facts = Facts(names=(BilingualName(case.title),))
            work.apply(ChangeSet(Action.CREATE, "", changes, facts=facts), actor)
    except BaseException:  # whatever stopped it, a half-made case must not stay
        file.close()
        path.unlink(missing_ok=True)
        raise
    return Inspection(file, actor, case, library.rules, {checklist.id: checklist for checklist in used})
