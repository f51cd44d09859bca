"""Work beside the window, without a window."""

from __future__ import annotations

import time
from collections.abc import Iterable

from pytestqt.qtbot import QtBot

from reader.errors import InputError
from ui.workers import Cancelled, Task, Tasks, once


def test_results_arrive_in_order_and_then_it_is_done(qtbot: QtBot) -> None:
    task = Task(lambda _cancelled: iter(range(5)))
    got: list[int] = []
    task.arrived.connect(got.append)
    with qtbot.waitSignal(task.done):
        task.start()
    assert got == [0, 1, 2, 3, 4]
    assert task.wait(2000)


def test_a_cancelled_task_delivers_nothing_more(qtbot: QtBot) -> None:
    def work(cancelled: Cancelled) -> Iterable[int]:
        yield 1
        while not cancelled():
            time.sleep(0.002)
        yield 2

    tasks, got = Tasks(), list[int]()
    task = Task(work)
    task.arrived.connect(got.append)
    with qtbot.waitSignal(task.arrived):
        tasks.start(task)
    task.cancel()
    assert tasks.end()
    assert got == [1]


def test_trouble_and_faults_are_told_apart(qtbot: QtBot) -> None:
    def refuse(_cancelled: Cancelled) -> None:
        raise InputError("This is no letter: choose another.")

    def break_(_cancelled: Cancelled) -> None:
        raise KeyError("ours")

    task = Task(once(refuse))
    with qtbot.waitSignal(task.refused) as told:
        task.start()
    assert told.args == ["This is no letter: choose another."]
    task.wait(2000)
    task = Task(once(break_))
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert isinstance(failed.args[0], KeyError)
    task.wait(2000)
