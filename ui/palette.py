"""The colours of Naast, one small set for light and one for dark, and the contrast they are tested for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour Naast draws with, as ``#rrggbb``, named for what it is used for."""

    name: str
    paper: str
    chrome: str
    ink: str
    dutch: str
    quiet: str
    line: str
    action: str
    on_action: str
    look: str
    confirmed: str
    sentence: str
    word: str
    found: str
    found_now: str
    selection: str
    placeholder: str
    edge: str

    @property
    def dark(self) -> bool:
        """Whether this is the dark set."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    paper="#fcfaf5",
    chrome="#f4f0e8",
    ink="#1f1b16",
    dutch="#49433a",
    quiet="#6a6357",
    line="#ddd6c8",
    action="#1d5c9f",
    on_action="#ffffff",
    look="#935a00",
    confirmed="#2a7340",
    sentence="#fbf0c4",
    word="#f2d985",
    found="#dcebf8",
    found_now="#a9cff2",
    selection="#c6dcf4",
    placeholder="#e9e3d7",
    edge="#8a8377",
)

DARK = Theme(
    name="dark",
    paper="#1c1b19",
    chrome="#262522",
    ink="#ebe6dc",
    dutch="#c6bfb2",
    quiet="#a29a8c",
    line="#3c3a36",
    action="#8cbaf3",
    on_action="#14202e",
    look="#e3a640",
    confirmed="#7fc690",
    sentence="#3a3420",
    word="#55481d",
    found="#26384b",
    found_now="#2e4d6e",
    selection="#2c4a6c",
    placeholder="#32302c",
    edge="#7d776c",
)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, "relative luminance")."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def qt_palette(theme: Theme) -> QPalette:
    """Return the palette that makes Fusion's widgets wear this theme."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.chrome,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.paper,
        QPalette.ColorRole.AlternateBase: theme.chrome,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.chrome,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.look,
        QPalette.ColorRole.ToolTipBase: theme.paper,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Highlight: theme.action,
        QPalette.ColorRole.HighlightedText: theme.on_action,
        QPalette.ColorRole.Link: theme.action,
        QPalette.ColorRole.LinkVisited: theme.action,
        QPalette.ColorRole.Accent: theme.action,
        QPalette.ColorRole.Light: theme.paper,
        QPalette.ColorRole.Midlight: theme.line,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.quiet,
        QPalette.ColorRole.Shadow: theme.ink,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(theme.line))
    return palette


EDGED = ("QLineEdit", "QCheckBox", "QRadioButton", "QComboBox", "QAbstractSpinBox", "QPushButton")
"""The classes of Qt's widgets whose outline tells where they are."""


def edged_palette(theme: Theme) -> QPalette:
    """Return the palette of fields, boxes and buttons, whose outline has to be seen.

    Fusion draws outlines in the window's colour, 1.4 times darker: too faint in the light set, and in the
    dark set darker than the dark around them. These widgets do not paint the window's colour otherwise.
    """
    palette = qt_palette(theme)
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.edge).lighter(140))
    return palette


def show_edges(view: QWidget) -> None:
    """Let the boxes that can be ticked in a list or table be seen, empty too."""
    view.setPalette(QApplication.palette("QCheckBox"))


def theme_for(choice: ThemeChoice) -> Theme:
    """Return the theme that a choice means now, on this system."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def ask_for_scheme(choice: ThemeChoice) -> None:
    """Tell the system which scheme the window wants, so that its frame and dialogs follow."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
