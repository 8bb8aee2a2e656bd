"""The commands on evidence as a whole: package, purge, compact."""

import json
from pathlib import Path

import pytest

from assessor.operations.evidence import attaching
from assessor.operations.inspection import Inspection, this_actor
from tests.unit.cli.conftest import Run


@pytest.fixture
def detached(run: Run, case_path: Path, tmp_path: Path) -> Path:
    """The sample with a file of two megabytes that was attached and taken away again."""
    (tmp_path / "誤添付.bin").write_bytes(b"x" * 2_000_000)
    assert run("attach", case_path, "cp_minamo", "CP-1-04", tmp_path / "誤添付.bin").code == 0
    inspection = Inspection.open(case_path, this_actor())
    (link,) = [one for one in attaching.all_evidence(inspection) if one.name == "誤添付.bin"]
    inspection.apply(attaching.detach(inspection, link))
    inspection.close()
    return case_path


@pytest.mark.parametrize("name", ["渡す証跡", "渡す証跡.zip"])
def test_that_package_writes_and_tells_the_hash_of_the_list(
    run: Run, case_path: Path, tmp_path: Path, name: str
):
    said = run("package", case_path, "--out", tmp_path / name, "--json")
    told = json.loads(said.out)["packaged"]
    assert (said.code, told["file"], len(told["sums"])) == (0, str(tmp_path / name), 64)
    assert told["files"] > 0
    again = run("package", case_path, "--out", tmp_path / name)
    assert (again.code, again.out) == (1, "")
    assert name in again.err


def test_that_package_takes_the_chosen_subjects(run: Run, case_path: Path, tmp_path: Path):
    every = json.loads(run("package", case_path, "--out", tmp_path / "all", "--json").out)["packaged"]
    some = run("package", case_path, "--out", tmp_path / "some", "--subject", "cp_minamo", "--json")
    assert json.loads(some.out)["packaged"]["files"] < every["files"]
    assert run("package", case_path, "--out", tmp_path / "no", "--subject", "nobody").code == 1
    assert not (tmp_path / "no").exists()


@pytest.mark.long
def test_that_purge_lists_first_and_deletes_what_is_named(run: Run, detached: Path):
    listed = run("purge", detached)
    assert "誤添付.bin" in listed.out
    (one,) = json.loads(run("purge", detached, "--json").out)["unlinked"]
    assert (one["file"], one["size"], one["subject"], one["item"]) == (
        "誤添付.bin",
        2_000_000,
        "cp_minamo",
        "CP-1-04",
    )
    assert one["sha256"] in listed.out
    assert run("purge", detached, "0" * 64).code == 1
    said = run("purge", detached, one["sha256"])
    assert (said.code, said.err) == (0, "")
    assert "2000000" in said.out
    assert "ありません" in run("purge", detached).out


@pytest.mark.long
def test_that_the_space_is_told_and_given_back(run: Run, detached: Path):
    size = detached.stat().st_size
    told = json.loads(run("purge", detached, "--all", "--compact", "--json").out)
    assert told["purged"] == {"count": 1, "size": 2_000_000}
    assert told["compacted"]["before"] == size
    assert told["compacted"]["after"] == detached.stat().st_size < size - 1_900_000
    assert json.loads(run("compact", detached, "--dry-run", "--json").out) == {"freeable": {"size": 0}}
    assert "→" in run("compact", detached).out


def test_that_a_file_in_use_is_not_purged(run: Run, case_path: Path):
    inspection = Inspection.open(case_path, this_actor())
    name = attaching.all_evidence(inspection)[0].sha256
    inspection.close()
    said = run("purge", case_path, name)
    assert (said.code, said.out) == (1, "")
    assert "使われている" in said.err
