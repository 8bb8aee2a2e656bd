"""Jobs: one after the other, on another thread, told on this one."""

import threading

import shiboken6
from pytestqt.qtbot import QtBot

from assessor.errors import Code, InputError, Problem
from assessor.progress import Progress
from ui.session.jobs import Job, Jobs


def test_that_a_job_works_on_another_thread_and_tells_on_this_one(qtbot: QtBot):
    threads: list[int] = []

    def work(progress: Progress) -> str:
        threads.append(threading.get_ident())
        progress.step(1, 2)
        return "done"

    job, seen = Job("work", work), []
    job.succeeded.connect(lambda result: seen.append((result, threading.get_ident())))
    job.progressed.connect(lambda done, total: seen.append((done, total)))
    jobs = Jobs()
    with qtbot.waitSignal(jobs.idle):
        jobs.start(job)
    assert ("done", threading.get_ident()) in seen
    assert (1, 2) in seen
    assert threads != [threading.get_ident()]


def test_that_a_second_job_waits_for_the_first(qtbot: QtBot):
    order: list[str] = []
    gate = threading.Event()

    def first(_: Progress) -> None:
        gate.wait(10)
        order.append("first")

    jobs = Jobs()
    jobs.start(Job("first", first))
    second = jobs.start(Job("second", lambda _: order.append("second")))
    assert jobs.running is not second
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert order == ["first", "second"]


def test_that_cancel_stops_at_the_next_step_and_is_told_as_cancelled(qtbot: QtBot):
    started = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            started.set()
            progress.step(0, 1)

    job = Job("endless", endless)
    jobs = Jobs()
    with qtbot.waitSignals([job.cancelled, job.finished]):
        jobs.start(job)
        assert started.wait(10)
        job.cancel()
    assert not jobs.busy


def test_that_a_job_cancelled_before_its_turn_never_begins(qtbot: QtBot):
    begun: list[int] = []
    gate = threading.Event()
    jobs = Jobs()
    jobs.start(Job("first", lambda _: gate.wait(10)))
    second = jobs.start(Job("second", lambda _: begun.append(1)))
    with qtbot.waitSignal(second.cancelled):
        jobs.cancel_all()
        gate.set()
    assert not begun


def endless(progress: Progress) -> None:
    while True:
        progress.step(0, 1)


def test_that_what_nobody_asked_for_stops_for_what_somebody_asks_for(qtbot: QtBot):
    jobs, done = Jobs(), list[int]()
    unseen = jobs.start(Job("", endless, yielding=True))
    with qtbot.waitSignals([unseen.cancelled, jobs.idle]):
        jobs.start(Job("asked for", lambda _: done.append(1)))
    assert done == [1]


def test_that_only_what_yields_gives_way_to_what_is_no_job(qtbot: QtBot):
    jobs, after = Jobs(), list[int]()
    assert not jobs.give_way(lambda: after.append(0))
    jobs.start(Job("", endless, yielding=True))
    with qtbot.waitSignal(jobs.idle):
        assert jobs.give_way(lambda: after.append(1))
    assert after == [1]
    jobs.start(Job("asked for", endless))
    assert not jobs.give_way(lambda: after.append(2))
    with qtbot.waitSignal(jobs.idle):
        jobs.cancel_all()
    assert after == [1]


def test_that_an_error_of_the_work_is_handed_over(qtbot: QtBot):
    def fails(_: Progress) -> None:
        raise InputError(Problem(Code.NOTHING_TO_SEND))

    job = Job("fails", fails)
    with qtbot.waitSignal(job.failed) as told:
        Jobs().start(job)
    assert isinstance(told.args[0], InputError)


def test_that_progress_of_gigabytes_fits_into_the_signal(qtbot: QtBot):
    total = 5 * 2**40
    job = Job("large", lambda progress: progress.step(total, total))
    seen: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, whole: seen.append((done, whole)))
    with qtbot.waitSignal(job.finished):
        Jobs().start(job)
    assert seen[-1][0] == seen[-1][1] < 2**31


def test_that_waiting_stops_everything_and_tells_nothing_more(qtbot: QtBot):
    jobs, told = Jobs(), []
    job = jobs.start(Job("short", lambda _: None))
    other = jobs.start(Job("never", lambda _: told.append("ran")))
    other.finished.connect(lambda: told.append("finished"))
    jobs.wait()
    with qtbot.waitSignal(job.finished):
        pass
    assert not told
    assert jobs.titled is None


def test_that_a_job_may_outlive_whoever_started_it(qtbot: QtBot):
    gate = threading.Event()
    jobs = Jobs()
    job = jobs.start(Job("long", lambda _: gate.wait(10)))
    with qtbot.waitSignal(job.finished):
        gate.set()
        jobs.pool.waitForDone()
        shiboken6.delete(jobs)
