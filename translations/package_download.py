"""Downloads a package from the Argos index or a mirror of it, when the person asked and only then."""

from __future__ import annotations

import hashlib
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reader.errors import EnvironmentProblem, InputError
from translations.package_files import MEGABYTE
from translations.packages import is_dutch_english
from translations.paths import DataPaths, make_folder
from translations.settings import load_settings

MAX_INDEX = 16 * MEGABYTE
MAX_PACKAGE = 2048 * MEGABYTE
TIMEOUT = 30.0
_LOCAL = {"localhost", "127.0.0.1", "::1"}

Progress = Callable[[int, int], None]
"""Is told bytes fetched and bytes in all (0: not known)."""


class DownloadCancelled(Exception):
    """The person stopped the download; what was fetched is kept for the next try."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that the index offers; ``sha256`` is empty where the index gives no checksum."""

    id: str
    name: str
    version: str
    links: tuple[str, ...]
    sha256: str = ""


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where a request may go in the first place."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(url: str) -> str:
    """Return `url` if Naast may ask it: https, or a file or server on this very computer.

    Raises:
        InputError: it may not.
    """
    parts = urllib.parse.urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in _LOCAL
    if (parts.scheme == "https" and parts.hostname) or local or parts.scheme == "file":
        return url
    raise InputError(
        f"{url} is not a safe address; an index or package needs an address that begins with https://."
    )


def _open(url: str, headers: dict[str, str] | None = None) -> Any:
    """Open an address.

    Raises:
        EnvironmentProblem: it does not answer.
    """
    request = urllib.request.Request(check_address(url), headers={"User-Agent": "Naast", **(headers or {})})
    opener = urllib.request.build_opener(_HttpsOnly)
    try:
        return opener.open(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as error:
        raise EnvironmentProblem(
            f"{_host(url)} answers with an error ({error.code} {error.reason})."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise EnvironmentProblem(f"{_host(url)} cannot be reached ({reason}).") from error


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or url


def available_packages(paths: DataPaths, *, index: str = "") -> list[Offer]:
    """Ask the index which packages from Dutch to English it has, the newest first.

    This uses the network: call it only when the person asked.

    Raises:
        InputError: the index address is not safe, or what it answers is no index.
        EnvironmentProblem: the index cannot be reached.
    """
    url = index or load_settings(paths).package_index
    if "://" not in url:
        url = Path(url).absolute().as_uri()
    with _open(url) as answer:
        try:
            data = answer.read(MAX_INDEX + 1)
        except OSError as error:
            raise EnvironmentProblem(f"{_host(url)} broke off its answer ({error}).") from error
    try:
        listed = json.loads(data) if len(data) <= MAX_INDEX else None
    except ValueError:
        listed = None
    if not isinstance(listed, list):
        raise InputError(f"{url} is not a package index.")
    offers = [_offer(one, url) for one in listed if isinstance(one, dict) and is_dutch_english(one)]
    return sorted((one for one in offers if one.links), key=lambda one: _order(one.version), reverse=True)


def _order(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", version)]


def _offer(entry: dict[str, Any], index: str) -> Offer:
    version = re.sub(r"[^\w.]+", "", str(entry.get("package_version") or ""))[:20]
    links = [urllib.parse.urljoin(index, link) for link in entry.get("links") or () if isinstance(link, str)]
    checksum = str(entry.get("sha256") or entry.get("checksum") or "").lower()
    return Offer(
        id=f"translate-nl_en-{version.replace('.', '_')}",
        name=f"Argos Dutch–English {version}".strip(),
        version=version,
        links=tuple(link for link in links if _is_safe(link)),
        sha256=checksum if re.fullmatch(r"[0-9a-f]{64}", checksum) else "",
    )


def _is_safe(link: str) -> bool:
    try:
        check_address(link)
    except (InputError, ValueError):
        return False
    return True


def offer_named(offers: list[Offer], name: str) -> Offer:
    """Return the offer with this id or version, or the newest when `name` is empty.

    Raises:
        InputError: there is none.
    """
    if not offers:
        raise InputError("The package index has no package from Dutch to English.")
    found = [one for one in offers if name in ("", one.id, one.version)]
    if not found:
        known = ", ".join(one.id for one in offers)
        raise InputError(f"The package index has no “{name}”; it has {known}.")
    return found[0]


def download(
    paths: DataPaths,
    offer: Offer,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Fetch a package file into the downloads folder and return it, going on where a try broke off.

    Raises:
        EnvironmentProblem: no link answers, or there is no room.
        InputError: what came is too large or has another checksum than the index says.
        DownloadCancelled: `cancelled` said so.
    """
    make_folder(paths.downloads)
    done = paths.downloads / f"{offer.id}.argosmodel"
    trouble: EnvironmentProblem | None = None
    for link in offer.links:
        part = paths.downloads / f"{offer.id}-{hashlib.sha256(link.encode()).hexdigest()[:8]}.part"
        try:
            _fetch(link, part, progress or (lambda _done, _total: None), cancelled or (lambda: False))
        except EnvironmentProblem as error:
            trouble = error
            continue
        if offer.sha256 and _checksum(part) != offer.sha256:
            part.unlink()
            raise InputError(
                f"What {_host(link)} sent is not the package the index names; nothing was installed."
            )
        part.replace(done)
        return done
    raise trouble or EnvironmentProblem(f"{offer.name} has no address to download it from.")


def _fetch(url: str, part: Path, progress: Progress, cancelled: Callable[[], bool]) -> None:
    """Fetch `url` into `part`; bytes that are there already are asked for only if the file is the same."""
    tag_file = part.with_suffix(".tag")
    have = part.stat().st_size if part.exists() else 0
    tag = tag_file.read_text(encoding="utf-8") if have and tag_file.exists() else ""
    if not tag:
        have = 0
    with _open(url, {"Range": f"bytes={have}-", "If-Range": tag} if have else {}) as answer:
        resumed = getattr(answer, "status", 200) == 206
        have = have if resumed else 0
        length = answer.headers.get("Content-Length") or ""
        total = have + int(length) if length.isdecimal() else 0
        if total > MAX_PACKAGE:
            raise InputError(f"{_host(url)} offers {total // MEGABYTE:,} MB; that is no translation package.")
        strong = answer.headers.get("ETag") or ""
        tag_file.write_text("" if strong.startswith("W/") else strong, encoding="utf-8")
        try:
            with part.open("ab" if resumed else "wb") as file:
                while chunk := answer.read(256 * 1024):
                    file.write(chunk)
                    have += len(chunk)
                    if have > MAX_PACKAGE:
                        raise InputError(f"{_host(url)} sends more than a translation package can be.")
                    progress(have, total)
                    if cancelled():
                        raise DownloadCancelled
        except OSError as error:
            raise EnvironmentProblem(
                f"The download broke off ({error}); ask again to go on with it."
            ) from error
    if total and have < total:
        raise EnvironmentProblem("The download broke off; ask again to go on with it.")
    tag_file.unlink(missing_ok=True)


def _checksum(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
