"""`naast model`: which translation models there are, and which one is used."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.errors import InputError
from translations import packages
from translations.paths import DataPaths


def add_arguments(parser: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Describe `naast model list | install [ID|FILE] | use ID | remove ID`."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=parser_class)
    listed = actions.add_parser("list", help="the models on this computer; * marks the one in use")
    listed.add_argument("--available", action="store_true", help="ask the package index what there is")
    listed.set_defaults(command=list_models)
    install = actions.add_parser("install", help="install a file, or download from the Argos index")
    install.add_argument("what", nargs="?", default="", metavar="ID|FILE", help="default: the index's newest")
    install.set_defaults(command=install_model)
    use = actions.add_parser("use", help="translate with this model from now on")
    use.add_argument("id", metavar="ID")
    use.set_defaults(command=use_model)
    remove = actions.add_parser("remove", help="delete a model that Naast installed")
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(command=remove_model)


def list_models(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Print the models, a line each: mark, id, name, where it comes from."""
    if arguments.available:
        from translations.package_download import available_packages

        for offer in available_packages(paths):
            print(f"  {offer.id:<28} {offer.name}")
        return 0
    found = packages.installed_packages(paths)
    if not found:
        print("No translation model is installed; get one with: naast model install", file=sys.stderr)
        return 0
    used = packages.chosen_package(paths)
    for package in found:
        mark = "*" if package.id == used.id else " "
        print(f"{mark} {package.id:<28} {package.name}: {package.description}")
    return 0


def install_model(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Install from a file, or (asked for by name, or by giving none) from the package index."""
    what: str = arguments.what
    file = Path(what) if what else None
    if file is not None and (file.exists() or what.endswith(".argosmodel") or file.parent != Path()):
        package = packages.install_file(paths, file)
    else:
        from translations.package_download import available_packages, download, offer_named

        offer = offer_named(available_packages(paths), what)
        print(f"Downloading {offer.name} from {offer.links[0]}", file=sys.stderr)
        file = download(paths, offer, progress=_progress)
        package = packages.install_file(paths, file)
        file.unlink(missing_ok=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
    print(f"Installed {package.id}. Use it with: naast model use {package.id}")
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        whole = f" of {total / 1e6:.0f}" if total else ""
        print(f"\r{done / 1e6:.0f}{whole} MB", end="", file=sys.stderr, flush=True)


def use_model(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Remember the choice."""
    package = packages.choose(paths, arguments.id)
    print(f"Naast now translates with {package.name} ({package.id}).")
    return 0


def remove_model(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Delete a model of Naast's own."""
    if not arguments.id.strip():
        raise InputError("Say which model to remove: naast model remove ID.")
    packages.remove(paths, arguments.id)
    print(f"Removed {arguments.id}.")
    return 0
