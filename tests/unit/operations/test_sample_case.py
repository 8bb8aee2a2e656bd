"""The sample inspection when something goes wrong; what it shows when all goes well is in the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessor.domain.change import Actor
from assessor.errors import Code, InputError
from assessor.excel.writing import filling
from assessor.operations import sample
from assessor.progress import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library


@pytest.mark.long
def test_that_a_sample_whose_workbooks_cannot_be_read_again_leaves_no_file(
    short_sample: None, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "fill", lambda path, _: path.write_bytes(b"%PDF-1.7"))
    with pytest.raises(InputError) as error:
        sample.build(tmp_path / "sample.assess", library, Actor("評価 太郎", "laptop-1"), quiet())
    assert [problem.code for problem in error.value.problems] == [Code.IS_PDF]
    assert list(tmp_path.iterdir()) == []
