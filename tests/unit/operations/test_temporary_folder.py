"""What is written aside until it is whole, and what a killed process leaves of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.operations.temporary_folder import temporary_folder_in

HELD = """
import sys
from pathlib import Path
from assessor.operations.temporary_folder import temporary_folder_in
with temporary_folder_in(Path(sys.argv[1])) as made:
    (made / "package" / "deep").mkdir(parents=True)
    (made / "package" / "deep" / "evidence.pdf").write_bytes(b"x")
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What a process left that was killed while it wrote."""
    command = [sys.executable, "-c", HELD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready" + os.linesep.encode()
        (found,) = tmp_path.iterdir()
        with temporary_folder_in(tmp_path):
            assert found.exists()  # while it writes
        writer.kill()
        writer.communicate()
    return found


def test_that_what_a_killed_process_left_goes_at_the_next_writing_there(left: Path, tmp_path: Path):
    assert (left / "package" / "deep" / "evidence.pdf").exists()
    with temporary_folder_in(tmp_path) as made:
        assert list(tmp_path.iterdir()) == [made]
    assert list(tmp_path.iterdir()) == []


def test_that_what_another_machine_writes_goes_when_nothing_in_it_changed_for_long(tmp_path: Path):
    folders = [
        tmp_path / name for name in (".assessor-000000-1-new", ".assessor-000000-1-old", ".assessor-x")
    ]
    for folder in folders:
        (folder / "in").mkdir(parents=True)
        (folder / "in" / "file").write_bytes(b"x")
        for path in (folder / "in", folder):
            os.utime(path, (0, 0))
    for folder in folders[1:]:
        os.utime(folder / "in" / "file", (0, 0))
    with temporary_folder_in(tmp_path):
        assert [folder.exists() for folder in folders] == [True, False, False]


@pytest.mark.skipif(os.name != "posix", reason="links need a right there")
def test_that_no_link_is_followed(tmp_path: Path):
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "kept.txt").write_bytes(b"x")
    os.utime(treasure / "kept.txt", (0, 0))
    os.utime(treasure, (0, 0))
    (tmp_path / ".assessor-link").symlink_to(treasure)
    with temporary_folder_in(tmp_path):
        pass
    assert (treasure / "kept.txt").exists()
