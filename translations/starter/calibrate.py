"""Find the score below which a package's drafts deserve a second look, and write it into the package.

    python -m translations.starter.calibrate translations/starter/starter.argosmodel EVAL/government-dev.tsv

Method: translations/confidence.py. Needs sacreBLEU (the training extra); the rest of the package stays.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from translations.confidence import Calibration, calibrate
from translations.engine import Engine, TranslationRequest
from translations.packages import describe


def measure(package: Path, evaluation: list[Path], most: int) -> Calibration:
    """Translate at most ``most`` pairs of each `dutch<TAB>english` file and calibrate on them all."""
    engine, chrf = Engine(describe(package, "installed", "measured")), CHRF()
    scores: list[float] = []
    qualities: list[float] = []
    for file in evaluation:
        rows = [
            line.split("\t")[:2] for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line
        ]
        rows = rows[:most]
        for (_, english), found in zip(
            rows, engine.translate([TranslationRequest(dutch) for dutch, _ in rows]), strict=True
        ):
            if not found.copied:
                scores.append(found.score)
                qualities.append(chrf.sentence_score(found.target, [english]).score)
    return calibrate(scores, qualities)


def write_threshold(package: Path, threshold: float) -> None:
    """Set ``low_score`` in the ``naast`` section of the package's metadata, the file whole or as it was."""
    temporary = package.with_name(package.name + ".tmp")
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(temporary, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("/metadata.json"):
                described = json.loads(content)
                described.setdefault("naast", {})["low_score"] = round(threshold, 3)
                content = json.dumps(described, indent=2).encode("ascii")
            new.writestr(entry, content, compresslevel=9)
    temporary.replace(package)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("package", type=Path)
    p.add_argument("evaluation", nargs="+", type=Path)
    p.add_argument("--most", type=int, default=300, help="pairs of each file")
    a = p.parse_args()
    found = measure(a.package, a.evaluation, a.most)
    write_threshold(a.package, found.threshold)
    print(
        f"low below {found.threshold:.3f}: {found.marked:.0%} of the drafts, mean chrF "
        f"{found.quality_marked:.1f} against {found.quality_others:.1f} of the others"
    )
