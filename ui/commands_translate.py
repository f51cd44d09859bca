"""`naast translate`: letters in, their English (beside the Dutch or alone) out in any of the formats."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import Document
from reader.errors import InputError
from translations.exchange import FORMATS, Format, export, format_of, refuse_report
from translations.paths import DataPaths, write_atomically
from translations.segments import Bilingual, Segment
from ui.commands_read import open_document

if TYPE_CHECKING:
    from translations.drafting import Memory
    from translations.engine import Engine
    from translations.findings import Finding
    from translations.term_matching import TermMatcher


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of `naast translate`."""
    parser.epilog = (
        "Without -o the translation of one letter goes to standard output. "
        "Example: naast translate letter.pdf -o letter.docx"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="letters to translate")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="a file, whose ending says the format; or a folder"
    )
    parser.add_argument(
        "--to",
        choices=tuple(FORMATS),
        help="the format without OUT or in a folder (default: html); xliff is 1.2, xliff2 is 2.1",
    )
    parser.add_argument("--target-only", action="store_true", help="the English alone")
    parser.add_argument("--report", action="store_true", help="with what the checks find (both languages)")
    parser.add_argument("--glossary", default="", metavar="NAME", help="the glossary that goes first")
    parser.add_argument("--no-glossary", action="store_true", help="translate without any glossary")
    parser.add_argument("--model", default="", metavar="ID", help="another model than the chosen one")
    parser.add_argument("--threads", type=_threads, default=0, metavar="N", help="processor threads to use")
    parser.set_defaults(command=translate)


def _threads(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError(f"{text} is no number of threads (1 to 256)")
    return number


@dataclass(frozen=True, slots=True)
class Plan:
    """One letter to translate: where from, where to (None: standard output), in which format."""

    file: Path
    output: Path | None
    format: Format


def translate(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Translate every FILE; nothing is written for one that cannot be read."""
    plans = make_plans(arguments.files, arguments.output, arguments.to)
    for plan in plans:
        if arguments.report:
            refuse_report(plan.format, arguments.target_only)
        if arguments.target_only and not plan.format.target_only:
            raise InputError(f"{plan.format.title} always holds both languages; leave out --target-only.")
    engine = open_engine(paths, arguments.model, arguments.threads)
    with terms_and_memory(paths, arguments.glossary, arguments.no_glossary) as (matcher, memory):
        failed = 0
        for plan in plans:
            try:
                bilingual = translated(plan.file, engine, matcher, memory)
                found = checked(bilingual, matcher) if arguments.report else None
                data = export(bilingual, plan.format.name, target_only=arguments.target_only, findings=found)
            except InputError as error:
                if len(plans) == 1:
                    raise
                print(f"naast: {plan.file.name}: {error}", file=sys.stderr)
                failed += 1
                continue
            _deliver(plan, data)
    return 2 if failed else 0


def checked(bilingual: Bilingual, matcher: TermMatcher | None) -> tuple[Finding, ...]:
    """Return what the checks find in a translation."""
    from translations.checks import check_document

    return check_document(bilingual, matcher)


def make_plans(files: list[Path], output: Path | None, to: str | None) -> list[Plan]:
    """Decide where each letter goes, before any work is done.

    Raises:
        InputError: that does not work out; says why.
    """
    for file in files:
        if not file.exists():
            raise InputError(f"There is no file {file}.")
        if file.is_dir():
            raise InputError(f"{file} is a folder; give the letters in it.")
    into_folder = output is not None and (output.is_dir() or len(files) > 1)
    if len(files) > 1 and output is None:
        raise InputError("Several letters need a folder to go to: add -o FOLDER.")
    if output is None or into_folder:
        chosen = FORMATS[to or "html"]
        if output is None:
            if chosen.binary and sys.stdout.isatty():
                raise InputError(f"{chosen.title} is no text to show here; add -o FILE{chosen.endings[0]}.")
            return [Plan(files[0], None, chosen)]
        if output.exists() and not output.is_dir():
            raise InputError(f"{output} is a file; several letters need a folder to go to.")
        _check_writable(output)
        return _in_folder(files, output, chosen)
    by_ending = format_of(output)
    if by_ending is None and to is None and output.suffix:
        endings = ", ".join(one.endings[0] for one in FORMATS.values())
        raise InputError(
            f"{output.name} does not say which format it should be; let it end in one of {endings}."
        )
    xliff = by_ending is not None and by_ending.name == "xliff" and to == "xliff2"
    if by_ending is not None and to is not None and by_ending.name != to and not xliff:
        raise InputError(
            f"{output.name} ends as {by_ending.title} does, but --to asks for {FORMATS[to].title}; "
            f"leave out --to, or let the name end in {FORMATS[to].endings[0]}."
        )
    # An XLIFF file of either version may end in .xlf: --to tells them apart.
    chosen = FORMATS[to] if to is not None else by_ending or FORMATS["html"]
    if _same_file(output, files[0]):
        raise InputError(f"{output} is the letter itself; give another name for the translation.")
    _check_writable(output.parent)
    return [Plan(files[0], output, chosen)]


def _in_folder(files: list[Path], folder: Path, chosen: Format) -> list[Plan]:
    """Name each translation after its letter, and no two the same, nor as a letter itself."""
    plans: list[Plan] = []
    taken: set[str] = set()
    ending = chosen.endings[0]
    for file in files:
        names = [f"{file.stem}{ending}", f"{file.stem}.en{ending}", f"{file.name}{ending}"]
        names += [f"{file.stem}-{number}{ending}" for number in range(2, len(files) + 2)]
        name = next(
            one
            for one in names
            if one.casefold() not in taken and not any(_same_file(folder / one, other) for other in files)
        )
        taken.add(name.casefold())
        plans.append(Plan(file, folder / name, chosen))
    return plans


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False


def _check_writable(folder: Path) -> None:
    """Find out now, not after minutes of work, that the result has nowhere to go."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise InputError(f"{place} is not a folder, so nothing can be written there.")
    if place != folder and folder.parent != place:
        raise InputError(f"There is no folder {folder.parent}.")
    if not os.access(place, os.W_OK):
        raise InputError(f"You may not write to the folder {place}.")


def open_engine(paths: DataPaths, model: str = "", threads: int = 0) -> Engine:
    """Return the engine of the chosen model, or of `model`, with the threads asked for or set."""
    from translations.engine import Engine
    from translations.packages import chosen_package, find_package
    from translations.settings import load_settings

    package = find_package(paths, model) if model else chosen_package(paths)
    return Engine(package, threads=threads or load_settings(paths).threads)


@contextlib.contextmanager
def terms_and_memory(
    paths: DataPaths, glossary: str = "", without: bool = False
) -> Iterator[tuple[TermMatcher | None, Memory | None]]:
    """Open the enabled glossaries (`glossary` above all) and the memory, if there is one yet.

    Raises:
        InputError: there is no glossary of that name.
    """
    with contextlib.ExitStack() as stack:
        matcher: TermMatcher | None = None
        if not without:
            from translations.glossary import Termbase
            from translations.term_matching import TermMatcher

            termbase = stack.enter_context(Termbase.open(paths.glossary_db))
            names = [one.name for one in termbase.glossaries()]
            if glossary and glossary not in names:
                raise InputError(
                    f"There is no glossary “{glossary}” (there are: {', '.join(names) or 'none'})."
                )
            matcher = TermMatcher(termbase.entries(first=glossary))
        memory: Memory | None = None
        if paths.memory_db.is_file():
            from translations.memory import TranslationMemory

            opened = TranslationMemory.open(paths.memory_db, to_read=True)
            memory = stack.enter_context(contextlib.closing(opened))
        yield matcher, memory


def translate_document(
    document: Document,
    engine: Engine,
    matcher: TermMatcher | None = None,
    memory: Memory | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Bilingual:
    """Return the document with all its English; `progress` is told segments done and in all."""
    from translations.drafting import draft

    segments: dict[str, Segment] = {}
    total = sum(len(holder.sentences) for holder in document.holders())
    for batch in draft(document, engine=engine, matcher=matcher, memory=memory):
        segments |= {segment.id: segment for segment in batch}
        if progress:
            progress(len(segments), total)
    return Bilingual(document, segments)


def translated(file: Path, engine: Engine, matcher: TermMatcher | None, memory: Memory | None) -> Bilingual:
    """Read a letter and return it with all its English, telling on standard error how far it is."""
    started = time.monotonic()
    document = open_document(file)
    show = _Progress(file.name)
    bilingual = translate_document(document, engine, matcher, memory, show.update)
    show.finish(len(bilingual.segments), time.monotonic() - started)
    return bilingual


class _Progress:
    """How far a letter is, on standard error: a line that changes in a terminal, else one line at the end."""

    def __init__(self, name: str) -> None:
        self.name = "".join(c if c.isprintable() else "?" for c in name)
        self.live = sys.stderr.isatty()

    def update(self, done: int, total: int) -> None:
        if self.live:
            print(f"\r{self.name}: {done} of {total} sentences", end="", file=sys.stderr, flush=True)

    def finish(self, done: int, seconds: float) -> None:
        print(
            f"{chr(13) if self.live else ''}{self.name}: {done} sentences in {seconds:.1f} s", file=sys.stderr
        )


def _deliver(plan: Plan, data: bytes) -> None:
    if plan.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        plan.output.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"The folder {plan.output.parent} cannot be made ({error.strerror}).") from error
    write_atomically(plan.output, data)
    print(plan.output, file=sys.stderr)
