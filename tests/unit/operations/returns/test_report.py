"""What is kept of a decision: every cell, whatever of it says the same all along."""

import json
from dataclasses import replace

import pytest

from assessor.domain.difference import CellKind
from assessor.errors import Code, Place, Problem
from assessor.operations.returns.report import DecidedCell, Report

FIRST = DecidedCell("CP-1-01", "answer", CellKind.CHANGED, "", "implemented", "", "はい", 7, 7, True)
SECOND = DecidedCell("CP-1-01", "explanation", CellKind.CHANGED, "", "説明\n二行", "", "", 7, 8, True)
OTHER = DecidedCell("CP-1-02", "answer", CellKind.CONFLICT, "met", "partial", "x", "", 8, 7, False)
REPORT = Report(
    file="返信.xlsx",
    sheet="質問票",
    rows=38,
    matched=37,
    blank=4,
    unchanged=30,
    blank_clears=True,
    cells=(),
    strangers=((41, "追加の質問"),),
    attached=(("CP-1-01", "規程.pdf"),),
    problems=(Problem(Code.UNKNOWN_ROW, Place("返信.xlsx", "質問票", 41), {"found": "追加の質問"}),),
)


@pytest.mark.parametrize(
    "cells", [(), (FIRST,), (FIRST, SECOND), (FIRST, SECOND, OTHER), (OTHER, OTHER)], ids=len
)
def test_that_a_report_comes_back_as_it_was_kept(cells: tuple[DecidedCell, ...]):
    report = replace(REPORT, cells=cells)
    again = Report.from_json(report.to_json())
    assert again == report
    assert [type(value) for cell in again.cells for value in cell if isinstance(value, bool)] == [bool] * len(
        cells
    )
    assert (again.accepted, again.refused) == (report.accepted, report.refused)


def test_that_what_all_cells_say_alike_is_kept_once():
    kept = json.loads(replace(REPORT, cells=(FIRST, SECOND)).to_json())["columns"]
    assert (kept["kind"], kept["row"], kept["accepted"]) == ("changed", 7, True)
    assert (kept["item"], kept["column"]) == (["CP-1-01", "CP-1-01"], [7, 8])


@pytest.mark.parametrize(
    "columns",
    [
        [],
        7,
        {"item": ["CP-1-01"]},
        {**dict.fromkeys(DecidedCell._fields, "x"), "item": ["CP-1-01"], "field": ["answer", "answer"]},
        {},
        {**dict.fromkeys(DecidedCell._fields, "x"), "item": 7},
    ],
    ids=repr,
)
def test_that_columns_that_are_none_are_told(columns: object):
    kept = json.loads(replace(REPORT, cells=(FIRST,)).to_json())
    with pytest.raises((ValueError, KeyError, TypeError)):
        Report.from_json(json.dumps({**kept, "columns": columns}))
