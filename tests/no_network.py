"""Takes the network away from a process and all that it starts: whoever asks for it dies and is found out."""

from __future__ import annotations

import ctypes
import platform
import signal
import socket
import sys

# Linux, include/uapi/linux/{prctl,seccomp,audit,filter}.h
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _SECCOMP_MODE_FILTER = 22, 38, 2
_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The machine's number in the audit architecture, and that of its system call `socket`."""


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("yes", ctypes.c_ubyte),
        ("no", ctypes.c_ubyte),
        ("k", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def kill_who_opens_a_socket() -> str:
    """From now on, a process that makes an IPv4 or IPv6 socket is killed; return what sees to that.

    On Linux the kernel does (seccomp), for this process, its threads and every process it starts.
    Elsewhere Python's audit events do, for this process alone.
    """
    if sys.platform.startswith("linux") and platform.machine() in _MACHINES and _filter():
        return "kernel"
    sys.addaudithook(_audit)
    return "audit"


def _filter() -> bool:
    machine, call = _MACHINES[platform.machine()]
    number, architecture, first_argument = 0, 4, 16
    steps = (_Step * 8)(
        _Step(_LOAD, 0, 0, architecture),
        _Step(_JUMP_IF_EQUAL, 0, 5, machine),
        _Step(_LOAD, 0, 0, number),
        _Step(_JUMP_IF_EQUAL, 0, 3, call),
        _Step(_LOAD, 0, 0, first_argument),
        _Step(_JUMP_IF_EQUAL, 2, 0, socket.AF_INET),
        _Step(_JUMP_IF_EQUAL, 1, 0, socket.AF_INET6),
        _Step(_RETURN, 0, 0, _ALLOW),
    )
    program = (_Step * 9)(*steps, _Step(_RETURN, 0, 0, _KILL_PROCESS))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(_Program(9, program))) == 0)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    family = getattr(arguments[0], "family", None) if arguments else None
    asks = event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
    if asks or (event in ("socket.connect", "socket.sendto") and family in (socket.AF_INET, socket.AF_INET6)):
        print(f"network: {event} {arguments}", file=sys.stderr, flush=True)
        signal.raise_signal(signal.SIGABRT)
