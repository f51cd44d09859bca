"""Pack a converted model as a standard `.argosmodel`, which Argos Translate installs and uses as well.

    python -m translations.starter.pack RUN/model DATA/sentencepiece.model \\
        --output translations/starter/starter.argosmodel --version 1.0

The archive holds one folder: metadata.json, sentencepiece.model, model/ and README.md. Times in it are
fixed, so that the same model packs to the same bytes.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

import sentencepiece

LARGEST = 45_000_000  # bytes
BEAM_SIZE = 8  # worth a point of BLEU over four; measured in docs/starter-model.md
COVERAGE_PENALTY = 0.05  # keeps clauses of long sentences; measured in docs/starter-model.md
INVENTED_WORD_PENALTY = 0.3  # prefers a beam's hypothesis without words that there are not
TERM_SYMBOLS = ("⟦", "⇢", "⟧")

README = """# Naast starter model, Dutch to English

Made for Dutch government prose; trained from scratch for Naast (GPL-3.0-or-later). The corpora it was
trained on, with their licences, are listed in Naast's NOTICE.md.

`model/` is a CTranslate2 model (int8) that takes the pieces of `sentencepiece.model` and adds </s> itself.
Its attention is that of a decoder head trained to align, so it can be read as a word alignment.
"""


def metadata(version: str, sentencepiece_model: Path, symbols: tuple[str, str, str] | None) -> dict[str, Any]:
    """The package's metadata.json: what Argos Translate reads, and a `naast` section of our own.

    The terminology channel is announced only if all three of its symbols are pieces of the vocabulary.
    """
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(sentencepiece_model))
    channel = None
    if symbols and all(pieces.piece_to_id(s) != pieces.unk_id() for s in symbols):
        channel = dict(zip(("start", "sep", "end"), symbols, strict=True))
    return {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "nl",
        "from_name": "Dutch",
        "to_code": "en",
        "to_name": "English",
        "naast": {
            "name": "Starter (built in)",
            "term_channel": channel,
            "alignment": True,
            "beam_size": BEAM_SIZE,
            "coverage_penalty": COVERAGE_PENALTY,
            "invented_word_penalty": INVENTED_WORD_PENALTY,
        },
    }


def pack(
    model: Path,
    sentencepiece_model: Path,
    output: Path,
    *,
    version: str = "1.0",
    symbols: tuple[str, str, str] | None = TERM_SYMBOLS,
    largest: int = LARGEST,
) -> Path:
    """Write the package to `output`, whole or not at all, and give its path.

    Raises ValueError if it would be larger than `largest` bytes.
    """
    folder = f"translate-nl_en-{version.replace('.', '_')}"
    # Argos Translate reads metadata.json in the system's own encoding, so it is kept to ASCII.
    described = json.dumps(metadata(version, sentencepiece_model, symbols), indent=2)
    members = {
        f"{folder}/metadata.json": described.encode("ascii"),
        f"{folder}/README.md": README.encode("utf-8"),
        f"{folder}/sentencepiece.model": sentencepiece_model.read_bytes(),
    }
    for file in sorted(model.iterdir()):
        members[f"{folder}/model/{file.name}"] = file.read_bytes()
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = output.with_name(output.name + ".tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry(f"{folder}/"), b"")
        for name, content in members.items():
            archive.writestr(_entry(name), content)
    if temporary.stat().st_size > largest:
        temporary.unlink()
        raise ValueError(f"The package would be larger than {largest / 1e6:.0f} MB.")
    temporary.replace(output)
    return output


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
    entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
    return entry


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("model", type=Path)
    p.add_argument("sentencepiece", type=Path)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("--version", default="1.0")
    p.add_argument("--symbols", nargs=3, default=TERM_SYMBOLS, metavar=("START", "SEP", "END"))
    a = p.parse_args()
    made = pack(a.model, a.sentencepiece, a.output, version=a.version, symbols=tuple(a.symbols))
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
