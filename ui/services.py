"""What the window works with: data folders, library, engine; opened when first needed, closed at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.document import Document
from reader.errors import EnvironmentProblem, NaastError
from reader.isolation import read_document_isolated, read_text_isolated
from translations.packages import Package, install_file
from translations.paths import DataPaths, make_folder
from translations.segments import Segment
from ui.engine_room import EngineRoom
from ui.opened import Opened
from ui.workers import Cancelled, Tasks

__all__ = ["EngineRoom", "Opened", "Services"]

if TYPE_CHECKING:
    from translations.glossary import Termbase
    from translations.library import Library
    from translations.memory import TranslationMemory
    from translations.term_matching import TermMatcher


class Services(QObject):
    """The rooms behind the window, each opened once and handed to whoever needs it."""

    def __init__(self, paths: DataPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.tasks = Tasks(self)
        self.engine_room = EngineRoom(paths)
        self._library: Library | None = None
        self._memory: TranslationMemory | None = None
        self._termbase: Termbase | None = None
        self._matcher: TermMatcher | None = None
        self._matcher_stamp: tuple[tuple[int, int], ...] = ()
        self._lock = threading.Lock()

    def memory(self) -> TranslationMemory:
        """Return the user's translation memories, opening them if need be (from any thread).

        Raises:
            EnvironmentProblem: they cannot be opened or made.
        """
        if self._memory is not None:  # The window asks too: it must not wait while a matcher is made.
            return self._memory
        from translations.memory import TranslationMemory

        with self._lock:
            if self._memory is None:
                make_folder(self.paths.root)
                self._memory = TranslationMemory.open(self.paths.memory_db)
            return self._memory

    def termbase(self) -> Termbase:
        """Return the termbase of the window's thread, opening it if need be (workers open their own).

        Raises:
            EnvironmentProblem: it cannot be opened or made.
        """
        from translations.glossary import Termbase

        if self._termbase is None:
            make_folder(self.paths.root)
            self._termbase = Termbase.open(self.paths.glossary_db)
        return self._termbase

    def matcher(self) -> TermMatcher:
        """Return a matcher of the terms of the enabled glossaries as they are now (a worker's job).

        Raises:
            EnvironmentProblem: the glossaries cannot be opened.
        """
        from translations.glossary import Termbase
        from translations.term_matching import TermMatcher

        with self._lock, Termbase.open(self.paths.glossary_db) as termbase:
            # Building the matcher of a large glossary takes seconds: it is kept until a file changes.
            stamp = _stamp(self.paths.glossary_db)
            if self._matcher is None or stamp != self._matcher_stamp:
                self._matcher, self._matcher_stamp = TermMatcher(termbase.entries()), stamp
            return self._matcher

    def library(self) -> Library:
        """Return the user's library, opening it if need be (from any thread).

        Raises:
            EnvironmentProblem: it cannot be opened or made.
        """
        if self._library is not None:
            return self._library
        from translations.library import Library

        with self._lock:
            if self._library is None:
                make_folder(self.paths.root)
                self._library = Library.open(self.paths.library_db)
            return self._library

    def warm(self, cancelled: Cancelled) -> None:
        """Open the library, load the model and the terms, so that a letter need not wait (a worker's job).

        What goes wrong is told when it is needed: a window without a library or a model still reads.
        """
        with suppress(NaastError):
            self.library()
        if not cancelled() and self.engine_room.package() is not None:
            with suppress(NaastError):
                self.engine_room.engine()
        if not cancelled():
            with suppress(NaastError):
                self.memory()
                # The first look for a word's base form reads the dictionary, which takes seconds.
                self.matcher().find("De woorden van de brieven")

    def open_file(self, path: Path, cancelled: Cancelled) -> Opened:
        """Read a file in a process of its own and find the work done on it (a worker's job).

        Raises:
            InputError: the file cannot be read as a document.
        """
        return self._opened(read_document_isolated(path, cancelled=cancelled), path)

    def open_text(self, text: str, cancelled: Cancelled) -> Opened:
        """Read pasted text in a process of its own (a worker's job).

        Raises:
            InputError: there is no text in it.
        """
        return self._opened(read_text_isolated(text, cancelled=cancelled), None)

    def open_kept(self, document_id: int, segment_id: str = "") -> Opened:
        """Return a document of the library with the work done on it (a worker's job).

        Raises:
            InputError: it is no longer there.
        """
        library = self.library()
        entry = next((one for one in library.documents() if one.id == document_id), None)
        document, segments = library.document(document_id), library.segments(document_id)
        path = entry.path if entry is not None else None
        return Opened(document, path, document_id, segments, library.notices, segment_id)

    def _opened(self, document: Document, path: Path | None) -> Opened:
        try:
            library = self.library()
            if library.read_only:
                known = library.find(document)
                if known is None:
                    return Opened(document, path, notices=library.notices)
                document_id = known
            else:
                document_id = library.add_document(document, path)
                self._take_client_english(library, document_id, path)
            kept = library.document(document_id)
            return Opened(kept, path, document_id, library.segments(document_id), library.notices)
        except EnvironmentProblem as trouble:
            return Opened(document, path, notices=(f"Nothing can be saved: {trouble}",))

    @staticmethod
    def _take_client_english(library: Library, document_id: int, path: Path | None) -> None:
        """Keep the English that a client's XLIFF came with, where nobody worked on it here yet."""
        document = library.document(document_id)
        if path is None or document.metadata.get("format") != "xliff":
            return
        from translations.exchange.client_xliff import existing_segments

        here = library.segments(document_id)
        found = existing_segments(path.read_bytes(), document)
        new = {one.id: one for one in found.values() if one.id not in here}
        for confirm in (False, True):
            wanted = {key: one.target for key, one in new.items() if one.reviewed is confirm}
            if wanted:
                library.save_targets(document_id, wanted, confirm=confirm)

    def draft(
        self,
        document: Document,
        already: Mapping[str, Segment],
        first: Sequence[str],
        cancelled: Cancelled,
        *,
        document_id: int | None = None,
    ) -> Iterable[list[Segment]]:
        """Yield the missing English in small lists, each stored in the library first (a worker's job).

        The memory's exact matches come first; approved terms of the enabled glossaries are enforced.

        Raises:
            EnvironmentProblem: there is no model, or a file of ours cannot be opened.
        """
        from translations.drafting import Memory, draft

        engine = self.engine_room.engine()
        keep = self._library if document_id is not None else None
        memory: Memory | None = self.memory() if self.paths.memory_db.is_file() else None
        for batch in draft(
            document,
            engine=engine,
            matcher=self.matcher(),
            memory=memory,
            already=already,
            first=first,
            cancelled=cancelled,
        ):
            if keep is not None and document_id is not None and not keep.read_only:
                keep.store_drafts(document_id, batch)
            yield batch

    def forget(self, document_id: int) -> None:
        """Remove every trace of a document: from the memory, the library and its backups.

        Raises:
            EnvironmentProblem: a file of ours cannot be changed.
        """
        library = self.library()
        if self.paths.memory_db.is_file():
            self.memory().forget(library.key(document_id))
        library.forget(document_id)

    def install_model(self, file: Path, cancelled: Cancelled) -> Package:
        """Check a model file, install it and return it (a worker's job).

        Raises:
            InputError: it is not a sound model from Dutch to English.
        """
        return install_file(self.paths, file)

    def download_model(self, cancelled: Cancelled) -> Iterable[str | Package]:
        """Download the newest full model and install it: yields words on how far it is, last the package.

        This uses the network: only for a button that says so (a worker's job).

        Raises:
            InputError, EnvironmentProblem: the index or the download is not as it should be.
        """
        from translations.package_download import available_packages, download, offer_named

        yield "Asking the package index …"
        offer = offer_named(available_packages(self.paths), "")
        yield f"Downloading {offer.name} …"
        file = download(self.paths, offer, cancelled=cancelled)
        yield "Checking the model …"
        package = install_file(self.paths, file)
        file.unlink(missing_ok=True)
        yield package

    def close(self) -> bool:
        """End all work and close the files; return whether everything ended in time."""
        ended = self.tasks.end()
        if self._library is not None:
            self._library.close()
            self._library = None
        if self._memory is not None:
            self._memory.close()
            self._memory = None
        if self._termbase is not None:
            self._termbase.close()
            self._termbase = None
        return ended


def _stamp(database: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes when a database is written: time and size of its file and its journal."""
    files = (database, database.with_name(f"{database.name}-wal"))
    states = [file.stat() for file in files if file.is_file()]
    return tuple((state.st_mtime_ns, state.st_size) for state in states)
