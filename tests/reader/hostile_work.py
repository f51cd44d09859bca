"""Work that misbehaves, for the tests of isolation: each function runs in a child process."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

from reader.errors import EnvironmentProblem, InputError


def sleep_forever() -> str:
    while True:
        time.sleep(60)


def beat_forever(heart: str) -> str:
    while True:
        with Path(heart).open("a", encoding="ascii") as file:
            file.write("x")
        time.sleep(0.005)


def eat_memory() -> str:
    hoard = []
    while True:
        hoard.append(b"x" * (1024 * 1024 + len(hoard)))


def eat_address_space() -> str:
    return str(len(bytearray(64 * 1024**3)))


def crash() -> str:
    ctypes.string_at(0)
    return "unreachable"


def die_at_once() -> str:
    os._exit(7)


def refuse() -> str:
    raise InputError("This file is not what it seems: choose another.")


def lack_space() -> str:
    raise EnvironmentProblem("The disk is full: make room and try again.")


def have_a_bug() -> str:
    return str({}["missing"])


def chatter(text: str) -> str:
    print("a library prints to standard output")
    os.write(1, b"straight to the descriptor")
    sys.stderr.write("x" * 300_000)
    return text[::-1]


def import_lxml_file() -> str:
    import lxml

    return str(lxml.__file__)
