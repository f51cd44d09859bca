"""The `naast` command: reads arguments, calls the reader and the translations, and opens the window."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from reader import isolation_child
from reader.errors import EnvironmentProblem, InputError
from translations.paths import DataPaths, data_paths, make_folder

DONE, FAULT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

Command = Callable[[argparse.Namespace, DataPaths], int]

_COMMANDS = {
    "read": "show a letter as Naast understands it",
    "translate": "translate letters into English",
    "model": "list, install, choose or remove translation models",
    "glossary": "list, add, find, import, export or extract terms",
    "doctor": "say what is installed, where data lives and what is missing",
}


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print one line and leave with the status of bad usage."""
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a `naast` command; return its exit status: 0 done, 2 bad usage or bad input, 1 our fault."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == [isolation_child.FROZEN_ARGUMENT]:
        return isolation_child.main()
    if getattr(sys, "frozen", False):
        # A frozen application starts itself to check a package, too.
        import multiprocessing

        multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    paths = data_paths()
    try:
        return _run(arguments, paths)
    except InputError as error:
        return _complain(error, BAD_INPUT)
    except EnvironmentProblem as error:
        return _complain(error, FAULT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output (head, less) has had enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    except Exception:
        return _report(paths)


def _run(arguments: list[str], paths: DataPaths) -> int:
    name = arguments[0] if arguments else ""
    if name == "glossary":
        from ui.commands_glossary import main as glossary

        return int(glossary(arguments[1:], paths))
    if name in _COMMANDS:
        parsed = _command_parser(name).parse_args(arguments[1:])
        command: Command = parsed.command
        return command(parsed, paths)
    parsed = _window_parser().parse_args(arguments)
    from ui.commands_window import open_window

    return open_window(parsed.file, paths)


def _window_parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  naast {name:<10} {help_}" for name, help_ in _COMMANDS.items())
    parser = _Parser(
        prog="naast",
        description="Shows a Dutch letter next to its English translation, made on this computer.",
        epilog=f"commands:\n{commands}\n\n"
        "naast letter.pdf opens the letter in a window; without a display it prints both languages.\n"
        "naast COMMAND --help tells more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the letter to open; none: the first page"
    )
    parser.add_argument("--version", action="version", version=f"Naast {version()}")
    return parser


def _command_parser(name: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"naast {name}", description=_sentence(_COMMANDS[name]))
    if name == "read":
        from ui.commands_read import read

        parser.add_argument(
            "file", type=Path, metavar="FILE", help="a letter: text, PDF, DOCX, ODT, HTML, XML"
        )
        parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
        parser.set_defaults(command=read)
    elif name == "translate":
        from ui.commands_translate import add_arguments

        add_arguments(parser)
    elif name == "model":
        from ui.commands_model import add_arguments as add_model_arguments

        add_model_arguments(parser, _Parser)
    else:
        from ui.doctor import doctor

        parser.set_defaults(command=doctor)
    return parser


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def version() -> str:
    """Return Naast's version as installed."""
    from importlib import metadata

    try:
        return metadata.version("naast")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _complain(error: Exception, status: int) -> int:
    print(f"naast: {' '.join(str(error).split())}", file=sys.stderr)
    return status


def _report(paths: DataPaths) -> int:
    """Save what went wrong for a report, and say where, in one line."""
    trace = traceback.format_exc()
    reason = trace.strip().splitlines()[-1]
    try:
        folder = make_folder(paths.logs)
        file = folder / f"problem-{datetime.now():%Y%m%d-%H%M%S}.txt"
        file.write_text(f"Naast {version()}, Python {sys.version}\n\n{trace}", encoding="utf-8")
        where = f"; the details are in {file}"
    except (OSError, EnvironmentProblem):
        where = ""
    print(f"naast: this is a fault of Naast itself ({reason}){where}", file=sys.stderr)
    return FAULT


if __name__ == "__main__":
    sys.exit(main())
