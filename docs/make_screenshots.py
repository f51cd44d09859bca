"""Makes the screenshots of the documentation: the sample letter and its English, light and dark.

Run it with: python docs/make_screenshots.py [FOLDER]. It needs no screen, and writes window.png and
window-dark.png (docs/ unless said otherwise). The window works on a data folder of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from translations.paths import DataPaths
from ui.application import make_application, make_window

WIDTH, HEIGHT = 1280, 800
LONGEST = 600.0
"""Seconds that opening and translating may take."""


def few_colours(image: QImage) -> QImage:
    """Return the picture in its 256 most frequent colours: a quarter of the bytes, and no eye sees it."""
    pixels = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(counts)[::-1][:256]]]
    flat = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, flat)


def main(folder: Path) -> None:
    """Open the sample letter, wait for its English, and take the pictures."""
    application = make_application(["naast"])
    with tempfile.TemporaryDirectory() as home:
        window = make_window(DataPaths(Path(home)))
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.opening.open_sample()
        began = time.monotonic()
        view = window.read_mode.view
        while time.monotonic() - began < LONGEST:
            application.processEvents()
            time.sleep(0.005)
            if window.session is not None and window.session.complete and not view.busy:
                break
        window.message_bar.clear()
        for theme, name in (("light", "window.png"), ("dark", "window-dark.png")):
            window.look.choose_theme(theme)  # type: ignore[arg-type]
            window.read_mode.lighting.light(view.dutch, 4, 210)
            application.processEvents()
            picture = few_colours(window.grab().toImage())
            picture.save(str(folder / name), "PNG", 0)
            print(folder / name)
        window.look.choose_theme("system")
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
