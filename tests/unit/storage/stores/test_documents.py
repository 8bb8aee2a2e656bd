"""Frozen texts: kept once by their hash."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from assessor.errors import CaseFileError, Code
from tests.unit.storage.samples import code, outside

if TYPE_CHECKING:
    from assessor.storage.case_file import CaseFile


def test_that_a_text_is_kept_once_and_comes_back_as_it_was(case: CaseFile) -> None:
    body = '{"title":"点検\\u0000","n":1}\r\n'
    with case.write() as work:
        name = work.documents.put(body)
        assert work.documents.put(body) == name == sha256(body.encode()).hexdigest()
        assert work.documents.put("") != name
    with case.read() as work:
        assert work.documents.get(name) == body
    assert outside(case.path, "SELECT count(*) FROM document") == [(2,)]


def test_that_a_text_that_is_not_there_is_missing(case: CaseFile) -> None:
    with case.read() as work, pytest.raises(CaseFileError) as caught:
        work.documents.get("0" * 64)
    assert code(caught.value) is Code.DOCUMENT_LOST


def test_that_a_text_that_is_not_what_was_frozen_is_damaged(case: CaseFile) -> None:
    with case.write() as work:
        name = work.documents.put("必須")
    outside(case.path, "UPDATE document SET body='任意'")
    with case.read() as work, pytest.raises(CaseFileError) as caught:
        work.documents.get(name)
    assert code(caught.value) is Code.DOCUMENT_CHANGED
