"""The colours can be read by everyone: WCAG 2.2 contrast, AA everywhere and AAA for running text."""

from __future__ import annotations

import pytest

from ui.palette import DARK, LIGHT, Theme, contrast, edged_palette

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_of_black_on_white_is_the_largest() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)


@BOTH
@pytest.mark.parametrize("ink", ["ink", "dutch"])
@pytest.mark.parametrize("paper", ["paper", "sentence", "found", "selection"])
def test_running_text_is_aaa(theme: Theme, ink: str, paper: str) -> None:
    least = 7.0 if ink == "ink" or paper == "paper" else 4.5
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= least


@BOTH
@pytest.mark.parametrize("paper", ["word", "found_now"])
def test_text_on_the_strongest_bands_is_aa(theme: Theme, paper: str) -> None:
    for ink in (theme.ink, theme.dutch):
        assert contrast(ink, getattr(theme, paper)) >= 4.5


@BOTH
@pytest.mark.parametrize("ink", ["ink", "quiet", "action", "look", "confirmed"])
@pytest.mark.parametrize("paper", ["paper", "chrome"])
def test_everything_written_is_aa(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= 4.5


@BOTH
def test_selected_items_and_buttons_are_aa(theme: Theme) -> None:
    assert contrast(theme.on_action, theme.action) >= 4.5
    assert contrast(theme.ink, theme.line) >= 4.5


@BOTH
@pytest.mark.parametrize("paper", ["paper", "chrome"])
def test_edges_of_fields_are_seen(theme: Theme, paper: str) -> None:
    assert contrast(theme.edge, getattr(theme, paper)) >= 3.0
    drawn = edged_palette(theme).window().color().darker(140)
    assert contrast(drawn.name(), getattr(theme, paper)) >= 2.9
