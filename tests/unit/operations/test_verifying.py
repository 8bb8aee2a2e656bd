"""Verifying a whole case, open or not."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assessor.domain.change import Actor
from assessor.errors import CaseFileError, Code
from assessor.operations.inspection import Inspection
from assessor.operations.verifying import verify, verify_file
from assessor.progress import quiet
from assessor.storage import keys, rekeying


@pytest.mark.long
def test_that_the_sample_is_clean(inspection: Inspection) -> None:
    seen = verify(inspection, quiet())
    assert seen.findings == ()
    assert min(seen.entries, seen.records, seen.documents, seen.contents, seen.bytes) > 0
    assert verify(inspection, quiet(), digests=[seen.digest]).clean


def test_that_what_keeps_a_case_from_being_opened_is_still_named(case_path: Path) -> None:
    with closing(sqlite3.connect(case_path)) as connection, connection:
        connection.execute("UPDATE document SET body=body||' '")
    with pytest.raises(CaseFileError):
        Inspection.open(case_path, Actor("花子", "pc"))
    (problem,) = verify_file(case_path, quiet()).findings
    assert problem.code is Code.DOCUMENT_ALTERED


@pytest.mark.long
def test_that_an_encrypted_case_is_verified_with_its_key(case_path: Path) -> None:
    key = keys.fresh("合言葉 2020")
    digest = verify_file(case_path, quiet()).digest
    rekeying.rekey(case_path, None, key, quiet())
    seen = verify_file(case_path, quiet(), secret="合言葉 2020", digests=[digest])
    assert (seen.clean, seen.digest) == (True, digest)
