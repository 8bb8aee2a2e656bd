"""The cases of the `case_file` benchmark, and the bare transactions of its baseline."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from assessor.domain.change import Actor, ChangeSet, between, creation
from assessor.domain.records import Group, Review, Subject, UsedChecklist
from assessor.domain.vocabulary import Action, Verdict
from assessor.storage.case_file import CaseFile
from assessor.storage.keys import Key

ACTOR = Actor("評価 太郎", "bank-pc-1")
_SETTINGS = ("foreign_keys", "synchronous", "journal_mode", "temp_store", "cell_size_check", "cache_size")
_UPDATE = "UPDATE review SET verdict=?, reason=?, due=?, approver=?, reviewer=?, reviewed_at=?"
_UPDATE_ONE = f"{_UPDATE} WHERE subject=? AND item=?"
# One change set of this size would not resemble a grown case, so these rows have no entries.
_FILL = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
INSERT INTO {table} SELECT {values} FROM number
"""
_FILLING = (
    (
        "review",
        "'alpha', printf('R-%07d', n), 'met', 'ログで確認', '', '', '評価 太郎', '2020-11-01T00:00:00+00:00'",
    ),
    ("touch", "'review', printf('alpha/R-%07d', n), 1"),
)


def created(path: Path, key: Key | None = None) -> CaseFile:
    """Make a case with one subject."""
    case = CaseFile.create(path, key)
    with case.write() as work:
        frozen = UsedChecklist(id="fsa", title="点検", version="1", sha256=work.documents.put("{}"))
        group = Group(group="code", name="コード決済")
        subject = Subject(subject="alpha", name="アルファ", group="code", checklist="fsa")
        changes = [change for record in (frozen, group, subject) for change in creation(record)]
        work.apply(ChangeSet(Action.CREATE, "", tuple(changes)), ACTOR)
    return case


class Marking:
    """A reviewer who changes reviews again and again in random order."""

    def __init__(self, case: CaseFile, items: list[str], seed: int = 1) -> None:
        self._case = case
        self._random = Random(seed)
        with case.read() as work:
            self._reviews = {item: work.records.get(Review, "alpha", item) for item in items}

    def planned(self) -> ChangeSet:
        """Return the next mark, which the window creates outside of the transaction."""
        item = self._random.choice(list(self._reviews))
        before = self._reviews[item]
        verdict = Verdict.MET if before.verdict is not Verdict.MET else Verdict.INSUFFICIENT
        after = replace(before, verdict=verdict, reason=f"所見 {self._random.random()}")
        self._reviews[item] = after
        return ChangeSet(Action.MARK, item, between(before, after))

    def mark(self, planned: ChangeSet) -> None:
        """Apply a mark."""
        self._case.apply(planned, ACTOR)

    def mark_all(self, times: int) -> None:
        """Apply many marks in one transaction, for a journal of this length."""
        with self._case.write() as work:
            for _ in range(times):
                work.apply(self.planned(), ACTOR)


@dataclass
class Bare:
    """The same two rows written by the driver alone, in a copy of the file with the same settings."""

    connection: sqlite3.Connection

    def __post_init__(self) -> None:
        columns = [row[1] for row in self.connection.execute("PRAGMA table_info(journal)")]
        listed = ", ".join(columns[1:])
        marks = ", ".join("?" * (len(columns) - 1))
        self._insert = f"INSERT INTO journal ({listed}) VALUES ({marks})"
        self._row = self.connection.execute(f"SELECT {listed} FROM journal WHERE id = 2").fetchone()
        self._number = 0

    def mark(self, item: str) -> None:
        """Update a review and insert a line of the journal in a durable transaction."""
        self._number += 1
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        fields = ("met", f"所見 {self._number}", "", "", "評価 太郎", "2020-11-01T00:00:00+00:00")
        run(_UPDATE_ONE, (*fields, "alpha", item))
        run(self._insert, self._row)
        run("COMMIT")


def settings_of(case: CaseFile) -> dict[str, object]:
    """Return the settings of a case's own connections."""
    with case.read() as work:
        run = work.scope.connection.exec_driver_sql
        return {name: run(f"PRAGMA {name}").scalar_one() for name in _SETTINGS}


def bare(path: Path, settings: dict[str, object]) -> Bare:
    """Return the driver alone on a file."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name}={value}")
    return Bare(connection)


def filled(path: Path, reviews: int) -> None:
    """Insert reviews with their index of the journal into a closed plain case."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        for table, values in _FILLING:
            connection.execute(_FILL.format(table=table, values=values), (reviews,))
        connection.execute("COMMIT")
