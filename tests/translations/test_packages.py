"""Which packages there are, which one is used, and what may be installed."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from tiny_package import package_file

from reader.errors import EnvironmentProblem, InputError
from translations import packages
from translations.engine import Engine, TranslationRequest
from translations.package_check import check_package_file
from translations.paths import DataPaths
from translations.settings import load_settings, save_settings

NO_STARTER = Path("/nowhere/starter.argosmodel")


def found(paths: DataPaths, starter: Path = NO_STARTER) -> list[str]:
    return [package.id for package in packages.installed_packages(paths, starter=starter)]


def test_looking_for_packages_makes_no_folder(paths: DataPaths, home: Path) -> None:
    assert found(paths) == []
    assert list(home.iterdir()) == []


def test_the_bundled_package_comes_first_and_is_the_choice_of_who_never_chose(
    paths: DataPaths, plain_file: Path, plain_folder: Path
) -> None:
    shutil.copytree(plain_folder, paths.packages / "other")
    assert found(paths, plain_file) == ["starter", "other"]
    used = packages.chosen_package(paths, starter=plain_file)
    assert (used.id, used.name, used.origin) == ("starter", "Starter (built in)", "bundled")


def test_packages_of_argos_translate_are_used_where_they_are(
    paths: DataPaths, home: Path, plain_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / ".local" / "share" / "argos-translate" / "packages"
    shutil.copytree(plain_folder, folder / plain_folder.name)
    german = folder / "translate-de_en-1_0"
    shutil.copytree(plain_folder, german)
    (german / "metadata.json").write_text(json.dumps({"from_code": "de", "to_code": "en"}))
    (folder / "broken").mkdir()
    assert found(paths) == ["argos:translate-nl_en-1_8"]
    moved = home / "elsewhere"
    folder.rename(moved)
    assert found(paths) == []
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(moved))
    assert found(paths) == ["argos:translate-nl_en-1_8"]


def test_a_package_of_argos_translate_is_never_removed(
    paths: DataPaths, home: Path, plain_folder: Path
) -> None:
    folder = home / ".local" / "share" / "argos-translate" / "packages" / "translate-nl_en-1_8"
    shutil.copytree(plain_folder, folder)
    with pytest.raises(InputError, match="belongs to Argos Translate"):
        packages.remove(paths, "argos:translate-nl_en-1_8")
    assert folder.is_dir()


def test_metadata_tells_channel_and_alignment(aligned_folder: Path, plain_folder: Path) -> None:
    ours = packages.describe(aligned_folder, "installed", "a")
    assert ours.term_channel == packages.TermChannel("⟦", "⇢", "⟧")
    assert ours.has_alignment
    theirs = packages.describe(plain_folder, "argos", "b")
    assert theirs.term_channel is None
    assert not theirs.has_alignment
    assert theirs.name == "Argos Dutch–English 1.8"


@pytest.mark.parametrize(("told", "used"), [(0.05, 0.05), ("much", 0.0), (True, 0.0), (-1, 0.0), (50, 0.0)])
def test_decoding_follows_the_metadata_where_it_makes_sense(
    told: object, used: float, plain_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(plain_folder, tmp_path / "told")
    described = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    described["naast"] = {"coverage_penalty": told, "invented_word_penalty": told}
    (folder / "metadata.json").write_text(json.dumps(described), encoding="utf-8")
    package = packages.describe(folder, "installed", "told")
    assert (package.coverage_penalty, package.invented_word_penalty) == (used, used)


def test_install_choose_use_and_remove(paths: DataPaths, plain_file: Path) -> None:
    package = packages.install_file(paths, plain_file)
    assert package.id == "translate-nl_en-1_8"
    assert package.path == paths.packages / "translate-nl_en-1_8"
    assert packages.choose(paths, package.id, starter=NO_STARTER) == package
    assert load_settings(paths).model == package.id
    engine = Engine(packages.chosen_package(paths, starter=NO_STARTER), threads=1)
    assert engine.translate([TranslationRequest("De motie.")])[0].target == "The motion."
    packages.remove(paths, package.id, starter=NO_STARTER)
    assert found(paths) == []
    assert load_settings(paths).model == ""


def test_installing_again_replaces_and_leaves_nothing_beside(paths: DataPaths, plain_file: Path) -> None:
    first = packages.install_file(paths, plain_file)
    (first.path / "metadata.json").write_text("{}")
    packages.install_file(paths, plain_file)
    assert found(paths) == ["translate-nl_en-1_8"]
    assert [child.name for child in paths.packages.iterdir()] == ["translate-nl_en-1_8"]


def test_a_choice_that_is_gone_falls_back(paths: DataPaths, plain_file: Path) -> None:
    save_settings(paths, model="gone")
    assert packages.chosen_package(paths, starter=plain_file).id == "starter"


def test_no_package_at_all_says_how_to_get_one(paths: DataPaths) -> None:
    with pytest.raises(EnvironmentProblem, match="naast model install"):
        packages.chosen_package(paths, starter=NO_STARTER)


def test_an_unknown_id_names_those_there_are(paths: DataPaths, plain_file: Path) -> None:
    with pytest.raises(InputError, match=r"“nope”.*starter"):
        packages.choose(paths, "nope", starter=plain_file)


def test_broken_settings_count_as_none(paths: DataPaths) -> None:
    paths.root.mkdir()
    paths.settings.write_text('{"model": 7, "threads": "many", "other": 1}')
    assert load_settings(paths).model == ""
    assert load_settings(paths).threads == 0
    paths.settings.write_text("{")
    assert load_settings(paths).threads == 0


def changed(
    plain_folder: Path,
    tmp_path: Path,
    *,
    without: str = "",
    metadata: dict[str, str] | None = None,
    model: bytes = b"",
) -> Path:
    """Make a package file that is wrong in one way."""
    folder = tmp_path / "changed"
    shutil.copytree(plain_folder, folder)
    if without:
        (folder / without).unlink()
    if metadata is not None:
        (folder / "metadata.json").write_text(json.dumps(metadata))
    if model:
        (folder / "model" / "model.bin").write_bytes(model)
    return package_file(folder, tmp_path / "changed.argosmodel")


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"metadata": {"from_code": "de", "to_code": "en"}}, "translates de to en"),
        ({"metadata": {"from_code": "en", "to_code": "nl"}}, "translates en to nl"),
        ({"without": "metadata.json"}, "no metadata.json"),
        ({"without": "sentencepiece.model"}, "no vocabulary"),
        ({"without": "model/model.bin"}, "no CTranslate2 model"),
        ({"model": b"not a model"}, "does not translate"),
    ],
)
def test_what_is_no_sound_package_is_refused_and_nothing_changes(
    paths: DataPaths, plain_folder: Path, tmp_path: Path, wrong: dict[str, object], complaint: str
) -> None:
    file = changed(plain_folder, tmp_path, **wrong)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=complaint):
        packages.install_file(paths, file)
    assert not paths.root.exists()


def hostile(path: Path, name: str, data: bytes = b"x", *, link: bool = False, times: int = 1) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p/metadata.json", json.dumps({"from_code": "nl", "to_code": "en"}))
        for _ in range(times):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if link:
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, data)
    return path


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/outside", "p/../../outside", "p\\..\\outside", "C:/outside", "p/model/../../../x"],
)
def test_a_zip_that_wants_to_write_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="written elsewhere"):
        check_package_file(hostile(tmp_path / "h.argosmodel", name))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="swells"):
        check_package_file(hostile(tmp_path / "h.argosmodel", "p/model/model.bin", bytes(20_000_000)))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="link"):
        check_package_file(hostile(tmp_path / "h.argosmodel", "p/model/model.bin", b"/etc/passwd", link=True))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_twice_in_a_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="twice"):
        check_package_file(hostile(tmp_path / "h.argosmodel", "p/model/model.bin", times=2))


def test_no_zip_and_no_file_are_told_apart(tmp_path: Path) -> None:
    text = tmp_path / "letter.argosmodel"
    text.write_text("Geachte voorzitter,")
    with pytest.raises(InputError, match="no zip file"):
        check_package_file(text)
    with pytest.raises(InputError, match="There is no file"):
        check_package_file(tmp_path / "missing.argosmodel")
    with pytest.raises(InputError, match="is a folder"):
        check_package_file(tmp_path)


def test_only_what_naast_needs_is_unpacked(paths: DataPaths, plain_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "with-stanza"
    shutil.copytree(plain_folder, folder)
    (folder / "stanza").mkdir()
    (folder / "stanza" / "nl.pt").write_bytes(b"weights")
    (folder / "run.py").write_text("print('no')")
    package = packages.install_file(paths, package_file(folder, tmp_path / "p.argosmodel"))
    assert sorted(child.name for child in package.path.iterdir()) == [
        "metadata.json",
        "model",
        "sentencepiece.model",
    ]
