"""The other side of `reader.isolation`: a process that does one piece of work within its limits, and ends.

It imports next to nothing itself, so that it starts fast. What it prints is one byte that says how it
went, and the result: R a result, I an InputError's sentence, E an EnvironmentProblem's, M too much memory,
T a bug's traceback.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import Any, BinaryIO

FROZEN_ARGUMENT = "--isolated-work"
"""A frozen (single-file) application starts itself with this alone, and calls `main` when it finds it."""
RESULT, INPUT_ERROR, ENVIRONMENT, MEMORY, BUG = b"R", b"I", b"E", b"M", b"T"
_MEGABYTE = 1024 * 1024


def main() -> int:
    """Do the work that standard input asks for: JSON with work ("module:function"), arguments and limits."""
    output = _private_output()
    order = json.loads(_standard_input())
    _limit(output, float(order["seconds"]), int(order["megabytes"]))
    kind, result = _do(order["work"], order["arguments"])
    output.write(kind + result)
    output.flush()
    # No tidying up: a library that hangs while it is unloaded must not hold up the result.
    os._exit(0)


def _standard_input() -> bytes:
    """Return all of standard input; a windowed application has no `sys.stdin`, but the pipe is there."""
    _without_translation(0)
    with os.fdopen(0, "rb", closefd=False) as file:
        return file.read()


def _private_output() -> BinaryIO:
    """Keep standard output for the result alone: what libraries print goes to standard error."""
    output = os.fdopen(os.dup(1), "wb")
    _without_translation(output.fileno())
    os.dup2(2, 1)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # A windowed application has neither; libraries that print must not fail for that.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    return output


def _without_translation(descriptor: int) -> None:
    """Have Windows pass bytes as they are, without a carriage return before each line feed."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(descriptor, os.O_BINARY)


def _do(work: str, arguments: dict[str, Any]) -> tuple[bytes, bytes]:
    try:
        import importlib

        module, _, name = work.partition(":")
        result = getattr(importlib.import_module(module), name)(**arguments)
        return RESULT, result if isinstance(result, bytes) else str(result).encode("utf-8", "surrogatepass")
    except (MemoryError, RecursionError):
        return MEMORY, b""
    except Exception as error:
        from reader.errors import EnvironmentProblem, InputError

        if isinstance(error, InputError):
            return INPUT_ERROR, str(error).encode("utf-8", "replace")
        if isinstance(error, EnvironmentProblem):
            return ENVIRONMENT, str(error).encode("utf-8", "replace")
        import traceback

        return BUG, traceback.format_exc().encode("utf-8", "replace")


def _limit(output: BinaryIO, seconds: float, megabytes: int) -> None:
    """End this process when it needs too much memory, or outlives the time its parent gives it."""
    try:
        import resource

        # Address space is more than memory in use; the watch below is the finer limit.
        most = (2 * megabytes + 1024) * _MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        pass  # Windows has no such limit and macOS does not keep to it: there the watch is all there is.
    threading.Thread(target=_watch, args=(output, seconds, megabytes), daemon=True).start()


def _watch(output: BinaryIO, seconds: float, megabytes: int) -> None:
    end = time.monotonic() + seconds + 10
    while time.monotonic() < end:
        if memory_used() > megabytes * _MEGABYTE:
            os.write(output.fileno(), MEMORY)
            os._exit(0)
        time.sleep(0.02)
    os._exit(1)


def memory_used() -> int:
    """Return the bytes of memory that this process holds now.

    The peak that `getrusage` tells will not do: on Linux a child inherits that of its parent.
    """
    if sys.platform == "win32":
        return _memory_used_on_windows()
    if sys.platform == "darwin":
        return _memory_used_on_macos()
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 (pathlib is not imported for speed)
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0  # No /proc: the limit of address space is all there is.


def _memory_used_on_macos() -> int:
    """Ask libproc for the footprint: `ri_phys_footprint` of `struct rusage_info_v2` (sys/resource.h)."""
    import ctypes

    numbers = (ctypes.c_uint64 * 32)()
    if ctypes.CDLL(None).proc_pid_rusage(os.getpid(), 2, ctypes.byref(numbers)) != 0:
        return 0
    return int(numbers[9])


def _memory_used_on_windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("size", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            *(
                (name, ctypes.c_size_t)
                for name in ("peak", "now", "a", "b", "c", "d", "pagefile", "peak_pagefile")
            ),
        )

    windll: Any = getattr(ctypes, "windll")  # noqa: B009 (absent, and so unknown to mypy, elsewhere)
    counters = Counters(size=ctypes.sizeof(Counters))
    windll.kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(windll.kernel32.GetCurrentProcess())
    windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
    return max(int(counters.now), int(counters.pagefile))
