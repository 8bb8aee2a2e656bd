"""The words for the tables of a case, their rows and their fields."""

from __future__ import annotations

import dataclasses

import pytest

from assessor.domain.records import KINDS, RecordKind
from assessor.errors import Code, Place, Problem
from assessor.storage.tables import metadata
from assessor.text import local_time
from assessor.words import Language
from assessor.words.problems.sentences import sentence
from assessor.words.records import field_name, is_history, row_name, rows_name, table_name


@pytest.mark.parametrize("language", Language)
def test_that_every_table_of_a_case_has_a_name(language: Language):
    tables = {table.name for table in metadata.sorted_tables}
    assert {name for name in tables if table_name(name, language) == name} == set()
    assert table_name("a stranger's", language) == "a stranger's"


@pytest.mark.parametrize("language", Language)
def test_that_every_field_of_every_record_has_a_name(language: Language):
    fields = [
        (kind, field.name)
        for kind, record in KINDS.items()
        for field in dataclasses.fields(record)
        if field.name not in record.KEY
    ]
    assert [field for field in fields if field_name(*field, language) == field[1]] == []


def test_that_an_entry_of_the_journal_is_told_with_its_number_and_local_time():
    at = "2026-11-23T16:16:49+00:00"
    told = row_name("journal", "37", f"{at} 評価 太郎", Language.JA)
    assert told == f"変更履歴の37件目（{local_time(at)} 評価 太郎）"
    assert is_history("journal")


def test_that_rows_are_told_with_the_table_they_are_of():
    assert row_name("review", "a/B-1", "", Language.JA) == "評価　a/B-1"
    assert rows_name("review", 3, 9, Language.EN) == "Review, rows 3 to 9"
    assert rows_name("review", 3, None, Language.JA) == "評価の行 3 以降"
    assert not is_history("review")


def test_that_a_finding_names_what_was_altered_as_the_screens_do():
    values = {"table": "review", "key": "a/B-1", "field": "reason", "found": "x", "expected": "y"}
    told = sentence(Problem(Code.RECORD_ALTERED, Place(file="a.assess"), values), Language.JA)
    assert told == "評価 a/B-1 の「評価理由」が変更履歴と一致しません（現在：x、履歴：y）。"
    assert field_name(RecordKind.REVIEW, "reason", Language.EN) == "Reason"
