"""Downloads from an index on this very computer: progress, going on, starting anew, and what is refused."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import EnvironmentProblem, InputError
from translations import packages
from translations.package_download import (
    DownloadCancelled,
    Offer,
    available_packages,
    check_address,
    download,
    offer_named,
)
from translations.paths import DataPaths
from translations.settings import save_settings


class Shelf(http.server.BaseHTTPRequestHandler):
    """Serves what the test put on the shelf, with byte ranges and entity tags as mirrors have them."""

    files: dict[str, bytes]
    tag: str
    break_after: int
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"{self.path} {self.headers.get('Range', '')}".strip())
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "http://example.org/package.argosmodel")
            self.end_headers()
            return
        data = self.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = 0
        if self.headers.get("Range") and self.headers.get("If-Range") == self.tag:
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        self.send_header("ETag", self.tag)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self.wfile.write(data[start : self.break_after] if self.break_after else data[start:])

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def shelf() -> Iterator[tuple[str, type[Shelf]]]:
    """An address and the handler behind it."""
    handler = type("ThisShelf", (Shelf,), {"files": {}, "tag": '"one"', "break_after": 0, "asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def entry(link: str, version: str = "1.8", **more: str) -> dict[str, object]:
    return {"from_code": "nl", "to_code": "en", "package_version": version, "links": [link], **more}


def test_the_index_lists_dutch_to_english_newest_first(
    paths: DataPaths, shelf: tuple[str, type[Shelf]]
) -> None:
    address, handler = shelf
    listed = [
        entry("old.argosmodel", "1.9"),
        entry("new.argosmodel", "1.10"),
        {"from_code": "de", "to_code": "en", "package_version": "2", "links": ["de.argosmodel"]},
        entry("http://example.org/unsafe.argosmodel", "3.0"),
        "nonsense",
    ]
    handler.files["/index.json"] = json.dumps(listed).encode()
    save_settings(paths, package_index=f"{address}/index.json")
    offers = available_packages(paths)
    assert [(one.id, one.links) for one in offers] == [
        ("translate-nl_en-1_10", (f"{address}/new.argosmodel",)),
        ("translate-nl_en-1_9", (f"{address}/old.argosmodel",)),
    ]
    assert offer_named(offers, "").version == "1.10"
    assert offer_named(offers, "translate-nl_en-1_9").version == "1.9"
    with pytest.raises(InputError, match="has no “2”"):
        offer_named(offers, "2")


def test_an_index_in_a_file_of_ones_own(paths: DataPaths, plain_file: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.json"
    index.write_text(json.dumps([entry(plain_file.as_uri())]))
    offer = offer_named(available_packages(paths, index=str(index)), "")
    package = packages.install_file(paths, download(paths, offer))
    assert package.id == "translate-nl_en-1_8"


@pytest.mark.parametrize("answer", [b"<html>", b'{"a": 1}', b""])
def test_what_is_no_index_is_told(paths: DataPaths, shelf: tuple[str, type[Shelf]], answer: bytes) -> None:
    address, handler = shelf
    handler.files["/index.json"] = answer
    with pytest.raises(InputError, match="is not a package index"):
        available_packages(paths, index=f"{address}/index.json")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/index.json",
        "ftp://example.org/i",
        "javascript:alert(1)",
        "data:text/json,[]",
        "https://",
    ],
)
def test_addresses_that_are_not_safe_are_never_asked(address: str) -> None:
    with pytest.raises(InputError, match="not a safe address"):
        check_address(address)


def test_a_server_that_is_not_there_is_one_sentence(paths: DataPaths) -> None:
    with pytest.raises(EnvironmentProblem, match="cannot be reached"):
        available_packages(paths, index="http://127.0.0.1:9/index.json")


def test_progress_counts_to_the_whole(paths: DataPaths, shelf: tuple[str, type[Shelf]]) -> None:
    address, handler = shelf
    handler.files["/p"] = bytes(700_000)
    told: list[tuple[int, int]] = []
    file = download(paths, Offer("p", "P", "1", (f"{address}/p",)), progress=lambda *two: told.append(two))
    assert file.read_bytes() == bytes(700_000)
    assert told[-1] == (700_000, 700_000)
    assert len(told) > 1
    assert [child.name for child in paths.downloads.iterdir()] == ["p.argosmodel"]


def test_a_download_that_broke_off_goes_on_where_it_was(
    paths: DataPaths, shelf: tuple[str, type[Shelf]]
) -> None:
    address, handler = shelf
    data = bytes(range(256)) * 3000
    handler.files["/p"] = data
    handler.break_after = 500_000
    offer = Offer("p", "P", "1", (f"{address}/p",), hashlib.sha256(data).hexdigest())
    with pytest.raises(EnvironmentProblem, match="broke off"):
        download(paths, offer)
    handler.break_after = 0
    assert download(paths, offer).read_bytes() == data
    assert handler.asked == ["/p", "/p bytes=500000-"]


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    paths: DataPaths, shelf: tuple[str, type[Shelf]]
) -> None:
    address, handler = shelf
    handler.files["/p"] = b"a" * 600_000
    handler.break_after = 300_000
    offer = Offer("p", "P", "1", (f"{address}/p",))
    with pytest.raises(EnvironmentProblem):
        download(paths, offer)
    handler.files["/p"], handler.tag, handler.break_after = b"b" * 600_000, '"two"', 0
    assert download(paths, offer).read_bytes() == b"b" * 600_000


def test_a_stopped_download_goes_on_later(paths: DataPaths, shelf: tuple[str, type[Shelf]]) -> None:
    address, handler = shelf
    handler.files["/p"] = bytes(900_000)
    offer = Offer("p", "P", "1", (f"{address}/p",))
    with pytest.raises(DownloadCancelled):
        download(paths, offer, cancelled=lambda: True)
    assert download(paths, offer).stat().st_size == 900_000
    assert handler.asked[1].startswith("/p bytes=")


def test_another_checksum_is_refused_and_thrown_away(
    paths: DataPaths, shelf: tuple[str, type[Shelf]]
) -> None:
    address, handler = shelf
    handler.files["/p"] = b"not the package"
    with pytest.raises(InputError, match="not the package the index names"):
        download(paths, Offer("p", "P", "1", (f"{address}/p",), "0" * 64))
    assert list(paths.downloads.glob("*.part")) == []
    assert list(paths.downloads.glob("*.argosmodel")) == []


def test_a_redirect_to_an_unsafe_address_is_not_followed(
    paths: DataPaths, shelf: tuple[str, type[Shelf]]
) -> None:
    address, _ = shelf
    with pytest.raises(InputError, match="not a safe address"):
        download(paths, Offer("p", "P", "1", (f"{address}/elsewhere",)))


def test_the_next_mirror_is_asked_when_one_fails(paths: DataPaths, shelf: tuple[str, type[Shelf]]) -> None:
    address, handler = shelf
    handler.files["/good"] = b"data"
    offer = Offer("p", "P", "1", (f"{address}/gone", f"{address}/good"))
    assert download(paths, offer).read_bytes() == b"data"


def test_nothing_is_asked_until_asked_for(paths: DataPaths, shelf: tuple[str, type[Shelf]]) -> None:
    address, handler = shelf
    save_settings(paths, package_index=f"{address}/index.json")
    packages.installed_packages(paths)
    assert handler.asked == []
