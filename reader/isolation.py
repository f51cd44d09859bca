"""Reads documents in a process of their own, which can be stopped: a hostile file costs that process only."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reader import isolation_child as child
from reader.document import Document
from reader.document_codec import from_json
from reader.errors import EnvironmentProblem, InputError

SECONDS = 60.0
MEGABYTES = 1_500
_MOST_OUTPUT = 512 * 1024 * 1024
_PATIENCE = 0.02

FROZEN_ARGUMENT = child.FROZEN_ARGUMENT


class Cancelled(Exception):
    """The person no longer wants the result."""


def read_document_isolated(
    path: Path,
    *,
    cancelled: Callable[[], bool] | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Document:
    """Return the document in a file, read in a child process.

    Raises:
        InputError: it cannot be read, or needs more than ``seconds`` or ``megabytes``, or crashes its reader.
        EnvironmentProblem: no child process can be started.
        Cancelled: ``cancelled()`` became true.
    """
    path = Path(path).absolute()
    result = run_isolated(
        "reader.isolated_work:read_document_as_json",
        {"path": str(path)},
        what=path.name,
        cancelled=cancelled,
        seconds=seconds,
        megabytes=megabytes,
    )
    return from_json(result.decode("utf-8", "surrogatepass"))


def read_text_isolated(
    text: str,
    source: str = "clipboard",
    *,
    cancelled: Callable[[], bool] | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Document:
    """Return the document that a text (of the clipboard) holds; raises as `read_document_isolated`."""
    result = run_isolated(
        "reader.isolated_work:read_text_as_json",
        {"text": text, "source": source},
        what=source,
        cancelled=cancelled,
        seconds=seconds,
        megabytes=megabytes,
    )
    return from_json(result.decode("utf-8", "surrogatepass"))


def render_page(
    path: Path,
    page: int,
    dpi: float = 110,
    *,
    cancelled: Callable[[], bool] | None = None,
    seconds: float = 20.0,
    megabytes: int = MEGABYTES,
) -> bytes:
    """Return page ``page`` (from 1) of a PDF as a PNG picture; raises as `read_document_isolated`."""
    path = Path(path).absolute()
    return run_isolated(
        "reader.isolated_work:render_page_as_png",
        {"path": str(path), "page": page, "dpi": dpi},
        what=path.name,
        cancelled=cancelled,
        seconds=seconds,
        megabytes=megabytes,
    )


def run_isolated(
    work: str,
    arguments: Mapping[str, Any],
    *,
    what: str,
    cancelled: Callable[[], bool] | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> bytes:
    """Return what the function ``work`` ("module:function") makes of ``arguments`` in a child process.

    The function returns bytes or str, the arguments are plain JSON, and ``what`` names the file in
    messages. Raises as `read_document_isolated`; a bug in the child is a RuntimeError with its traceback.
    """
    order = {"work": work, "arguments": dict(arguments), "seconds": seconds, "megabytes": megabytes}
    process = _start()
    answer = _Answer(process, json.dumps(order).encode())
    try:
        end = time.monotonic() + seconds
        while not answer.wait(_PATIENCE):
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > end:
                raise InputError(
                    f"Reading “{what}” took more than {seconds:g} seconds and was stopped: "
                    "the file may be damaged or very large; split it or save it again."
                )
    finally:
        process.kill()
        process.wait()
        answer.wait(1.0)
    return _result(bytes(answer.output), what, megabytes)


def _start() -> subprocess.Popen[bytes]:
    if not sys.executable:
        raise EnvironmentProblem("Naast cannot find the program it was started with: install it again.")
    if getattr(sys, "frozen", False):
        command = [sys.executable, FROZEN_ARGUMENT]
    else:
        # The child searches modules where this process does, but never in the current folder, which may
        # be where the stranger's document lies (-P; an empty entry means the current folder).
        here = str(Path(__file__).resolve().parent.parent)
        places = [here, *(place for place in sys.path if place)]
        code = "import sys; sys.path[:] = sys.argv[1:]; from reader.isolation_child import main; main()"
        command = [sys.executable, "-P", "-S", "-c", code, *places]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise EnvironmentProblem(
            "Naast cannot start the process that reads documents: close other programs and try again."
        ) from error


class _Answer:
    """What a child process writes, gathered by a thread so that the wait for it can be broken off."""

    def __init__(self, process: subprocess.Popen[bytes], order: bytes) -> None:
        self.output = bytearray()
        self._process = process
        self._order = order
        self._thread = threading.Thread(target=self._gather, daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long for the end of the answer; return whether it has come."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _gather(self) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return
        try:
            stdin.write(self._order)
            stdin.close()
            while piece := stdout.read1(1 << 20):  # type: ignore[attr-defined]
                self.output += piece
                if len(self.output) > _MOST_OUTPUT:
                    self.output[:] = child.MEMORY
                    return
        except (OSError, ValueError):
            return  # The child ended, or was ended, midway; what it wrote so far tells how.
        finally:
            stdout.close()


def _result(output: bytes, what: str, megabytes: int) -> bytes:
    kind, rest = output[:1], output[1:]
    if kind == child.RESULT:
        return rest
    if kind == child.INPUT_ERROR:
        raise InputError(rest.decode("utf-8", "replace"))
    if kind == child.ENVIRONMENT:
        raise EnvironmentProblem(rest.decode("utf-8", "replace"))
    if kind == child.MEMORY:
        raise InputError(
            f"Reading “{what}” needs more than {megabytes:,} MB of memory and was stopped: "
            "the file may be damaged or made to do harm; split it or save it again."
        )
    if kind == child.BUG:
        raise RuntimeError(f"Reading “{what}” failed:\n{rest.decode('utf-8', 'replace')}")
    raise InputError(
        f"Reading “{what}” made its reader crash: the file is probably damaged; save or download it again."
    )
