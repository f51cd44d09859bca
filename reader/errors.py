"""The two kinds of trouble that are not a bug, each told in one plain sentence."""

from __future__ import annotations


class NaastError(Exception):
    """Trouble that a person can read and act on; its text is one plain English sentence."""


class InputError(NaastError):
    """What was given cannot be used: says what is wrong with it and what to do."""


class EnvironmentProblem(NaastError):
    """This computer stands in the way: disk full, folder read-only, model missing, file locked."""
