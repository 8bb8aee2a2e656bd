import errno

import pytest

from assessor.errors import AssessorError, Code, InputError, Place, Problem, code_of_system
from assessor.progress import Cancelled, Progress, quiet


@pytest.mark.parametrize(
    ("row", "column", "cell"), [(7, 7, "G7"), (1, 26, "Z1"), (2, 27, "AA2"), (3, 16384, "XFD3"), (0, 3, "")]
)
def test_that_a_place_knows_its_cell(row: int, column: int, cell: str):
    assert Place(row=row, column=column).cell == cell


def test_that_an_error_carries_all_its_problems():
    problems = (Problem(Code.NOT_FOUND, Place(file="a")), Problem(Code.EXISTS, Place(file="b")))
    error = InputError(*problems)
    assert isinstance(error, AssessorError)
    assert error.problems == problems
    assert "not_found" in str(error)


def test_that_an_error_without_a_problem_cannot_be_made():
    with pytest.raises(ValueError, match="at least one problem"):
        InputError()


def test_that_what_names_no_file_is_not_told_of_one():
    nowhere = FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")
    assert code_of_system(nowhere, Code.CANNOT_WRITE) is Code.NO_TEMPORARY_FOLDER
    missing = FileNotFoundError(errno.ENOENT, "No such file", "x/r.xlsx")
    assert code_of_system(missing, Code.CANNOT_WRITE) is Code.NO_FOLDER


def test_that_progress_reports_each_thing_and_the_end():
    seen: list[tuple[int, int]] = []
    assert list(Progress(lambda *step: seen.append(step)).over(["a", "b"])) == ["a", "b"]
    assert seen[0] == (0, 2)
    assert seen[-1] == (2, 2)


def test_that_a_cancelled_work_stops_at_its_next_step():
    progress = quiet()
    progress.step(1, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 2)


def test_that_reports_are_few_however_many_steps_there_are():
    seen: list[int] = []
    progress = Progress(lambda done, _: seen.append(done))
    for step in range(10_000):
        progress.step(step, 10_000)
    progress.step(10_000, 10_000)
    assert seen[-1] == 10_000
    assert len(seen) < 1_000
