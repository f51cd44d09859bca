"""`naast glossary`: list, add, find, import, export and extract terms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from translations.glossary import Termbase
from translations.glossary_records import DEFAULT_GLOSSARY, RowFilter, TermRow
from translations.paths import DataPaths, data_paths

if TYPE_CHECKING:
    from translations.glossary_merge import Compared, Comparison

_SHOWN = 20


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str], paths: DataPaths) -> int:
    """Run `naast glossary …`; returns the exit status.

    Raises:
        InputError: what was given cannot be used.
        EnvironmentProblem: the termbase or a file cannot be opened or written.
    """
    parser = _Parser(prog="naast glossary", description="Fixed terms: kept, found, exchanged, proposed.")
    _add_actions(parser)
    return run(parser.parse_args(arguments), paths)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `glossary` to a parser's commands; `run` then takes the parsed arguments."""
    parser = subparsers.add_parser("glossary", help="list, add, find, import, export or extract terms")
    _add_actions(parser)


def run(arguments: argparse.Namespace, paths: DataPaths | None = None) -> int:
    """Do what the parsed arguments say; returns the exit status."""
    with Termbase.open((paths or data_paths()).glossary_db) as termbase:
        return int(arguments.action(arguments, termbase, paths or data_paths()))


def _add_actions(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=_Parser)
    listed = actions.add_parser("list", help="the glossaries, or the terms of one")
    listed.add_argument("name", nargs="?", default="", metavar="NAME", help="a glossary")
    listed.set_defaults(action=_list)
    add = actions.add_parser("add", help="add a term")
    add.add_argument("nl", metavar="NL", help="the Dutch")
    add.add_argument("en", metavar="EN", help="the English")
    add.add_argument("--name", default=DEFAULT_GLOSSARY, help=f"the glossary (default: {DEFAULT_GLOSSARY})")
    add.add_argument("--status", choices=("approved", "proposed"), default="approved")
    add.add_argument("--part-of-speech", default="", metavar="KIND", help="noun, verb, …")
    add.set_defaults(action=_add)
    find = actions.add_parser("find", help="find terms in either language")
    find.add_argument("text", metavar="TEXT")
    find.set_defaults(action=_find)
    _add_import(actions)
    export = actions.add_parser("export", help="write a glossary to .tbx, .csv, .tsv, .xlsx or .tmx")
    export.add_argument(
        "file", type=Path, metavar="FILE", help="what to write: .tbx, .csv, .tsv, .xlsx or .tmx"
    )
    export.add_argument("--name", default="", help="the glossary (default: all that are enabled)")
    export.add_argument("--no-bom", action="store_true", help="CSV and TSV without byte order mark")
    export.set_defaults(action=_export)
    extract = actions.add_parser("extract", help="propose the terms that letters deserve")
    extract.add_argument("files", type=Path, nargs="+", metavar="FILE", help="letters to look for terms in")
    extract.add_argument("--limit", type=int, default=100, help="how many candidates (default: 100)")
    extract.add_argument("--translate", action="store_true", help="add the model's suggestion")
    extract.add_argument("--name", default="", help="put them into this glossary, as proposed")
    extract.set_defaults(action=_extract)


def _add_import(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    taken = actions.add_parser("import", help="take in a file: .tbx, .csv, .tsv, .xlsx, .tmx")
    taken.add_argument("file", type=Path, metavar="FILE", help="terms: .tbx, .csv, .tsv, .xlsx or .tmx")
    taken.add_argument("--name", default="", help="the glossary (default: the file's name)")
    taken.add_argument(
        "--status",
        choices=("approved", "proposed"),
        default="approved",
        help="of rows that tell none (default: approved)",
    )
    taken.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
    taken.add_argument(
        "--conflicts",
        choices=("mine", "theirs", "both"),
        default="both",
        help="who wins where they contradict; both: the old one stays preferred (default)",
    )
    taken.add_argument(
        "--columns",
        default="",
        metavar="OURS=THEIRS,…",
        help="which columns a table has, as in dutch=Begrip,english=Vertaling",
    )
    taken.set_defaults(action=_import)


def _list(arguments: argparse.Namespace, termbase: Termbase, paths: DataPaths) -> int:
    if arguments.name:
        known = {glossary.name.casefold(): glossary.name for glossary in termbase.glossaries()}
        name = known.get(arguments.name.casefold())
        if name is None:
            raise InputError(f"There is no glossary «{arguments.name}»; see: naast glossary list")
        rows = RowFilter(glossary=name)
        for offset in range(0, termbase.count(rows), 500):
            for row in termbase.page(offset, 500, rows=rows):
                print(_line(row))
        return 0
    for glossary in termbase.glossaries():
        traits = [
            trait for trait, has in (("read-only", glossary.read_only), ("off", not glossary.enabled)) if has
        ]
        told = f"  ({', '.join(traits)})" if traits else ""
        print(f"{glossary.name}  {_terms(glossary.concepts)}{told}")
    return 0


def _add(arguments: argparse.Namespace, termbase: Termbase, paths: DataPaths) -> int:
    identity = termbase.add(
        arguments.nl,
        arguments.en,
        glossary=arguments.name,
        status=arguments.status,
        part_of_speech=arguments.part_of_speech,
    )
    print(_line(termbase.row(identity)))
    return 0


def _find(arguments: argparse.Namespace, termbase: Termbase, paths: DataPaths) -> int:
    rows = termbase.search(arguments.text)
    for row in rows:
        print(_line(row))
    if not rows:
        print("No term holds that text.", file=sys.stderr)
    return 0


def _import(arguments: argparse.Namespace, termbase: Termbase, paths: DataPaths) -> int:
    from translations.exchange.terms import read_terms
    from translations.glossary_merge import compare, take_in

    name = arguments.name or arguments.file.stem
    found = read_terms(arguments.file, columns=_columns(arguments.columns), status=arguments.status)
    comparison = compare(termbase, name, found)
    if arguments.dry_run:
        _show(comparison)
        return 0
    done = take_in(
        termbase,
        comparison,
        label=f"Import {arguments.file.name}",
        conflicts=arguments.conflicts,
    )
    print(f"{_summary(comparison)} {done:,} changed in «{name}».")
    return 0


def _show(comparison: Comparison) -> None:
    print(f"{_summary(comparison)} Nothing was changed.")
    for kind, title in (("conflict", "Conflicts"), ("change", "Changes"), ("add", "New")):
        items = [item for item in comparison.items if item.kind == kind]
        if not items:
            continue
        print(f"\n{title}:")
        for item in items[:_SHOWN]:
            print(f"  {_told(item)}")
        if len(items) > _SHOWN:
            print(f"  … and {len(items) - _SHOWN:,} more")
    elsewhere = [item for item in comparison.items if item.elsewhere]
    if elsewhere:
        print("\nOther English in other glossaries:")
        for item in elsewhere[:_SHOWN]:
            print(f"  {item.theirs.nl} → {item.theirs.en}  ({'; '.join(item.elsewhere)})")


def _told(item: Compared) -> str:
    line = f"line {item.line}: " if item.line else ""
    head = f"{line}{item.theirs.nl} → {item.theirs.en or item.theirs.nl}"
    differences = "; ".join(
        f"{d.field}: {d.mine} | {d.theirs}" if d.mine else f"{d.field}: {d.theirs}" for d in item.differences
    )
    return f"{head}  [{differences}]" if differences else head


def _summary(comparison: Comparison) -> str:
    add, change = comparison.count("add"), comparison.count("change")
    conflict, same = comparison.count("conflict"), comparison.count("same")
    return f"{add:,} new, {change:,} with additions, {conflict:,} in conflict, {same:,} the same."


def _export(arguments: argparse.Namespace, termbase: Termbase, paths: DataPaths) -> int:
    from translations.exchange.terms import write_terms

    known = {glossary.name.casefold(): glossary for glossary in termbase.glossaries()}
    if arguments.name and arguments.name.casefold() not in known:
        raise InputError(f"There is no glossary «{arguments.name}»; see: naast glossary list")
    names = [arguments.name] if arguments.name else [g.name for g in known.values() if g.enabled]
    concepts = [concept for name in names for concept in termbase.concepts(name)]
    write_terms(arguments.file, concepts, bom=not arguments.no_bom)
    print(f"{_terms(len(concepts))} written to {arguments.file}")
    return 0


def _extract(arguments: argparse.Namespace, termbase: Termbase, paths: DataPaths) -> int:
    from reader.isolation import read_document_isolated
    from translations.term_extraction import extract_terms, propose, suggestions

    documents = [read_document_isolated(file) for file in arguments.files]
    candidates = extract_terms(documents, known=termbase.entries(), limit=arguments.limit)
    english: dict[str, str] = {}
    if arguments.translate:
        from translations.engine import Engine
        from translations.packages import chosen_package

        english = suggestions(Engine(chosen_package(paths)), candidates)
    for candidate in candidates:
        told = f" → {english[candidate.nl]}" if candidate.nl in english else ""
        named = f"{candidate.nl} ({', '.join(candidate.variants)})" if candidate.variants else candidate.nl
        print(f"{candidate.score:6.2f}  {candidate.count:4}×  {named}{told}")
        print(f"        {candidate.contexts[0]}")
    if arguments.name:
        done = propose(termbase, candidates, english, glossary=arguments.name)
        print(f"{done:,} proposed in «{arguments.name}».", file=sys.stderr)
    return 0


def _columns(text: str) -> dict[str, str] | None:
    if not text:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(ours.strip() and theirs.strip() for ours, _, theirs in pairs):
        raise InputError("--columns needs OURS=THEIRS, as in --columns dutch=Begrip,english=Vertaling")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _terms(count: int) -> str:
    return f"{count:,} term" if count == 1 else f"{count:,} terms"


def _line(row: TermRow) -> str:
    english = row.nl if row.do_not_translate else row.en
    variants = f" (also: {', '.join(row.en_variants)})" if row.en_variants else ""
    traits = [t for t in (row.status, "do not translate" if row.do_not_translate else "", row.domain) if t]
    return f"{row.nl} → {english}{variants}  [{row.glossary}: {', '.join(traits)}]"
