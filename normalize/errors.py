"""Errors that a person reads: one sentence says what is wrong, where, and what to do."""

from __future__ import annotations


class NormalizeError(Exception):
    """Base of every error that `normalize` raises on purpose; `str(error)` is shown to the user as it is."""

    exit_code = 3


class UsageError(NormalizeError):
    """The call, an option, the configuration or the facts file is wrong; nothing was started."""

    exit_code = 2


class DocumentError(NormalizeError):
    """One document could not be read or processed; the others go on."""


class ServiceError(NormalizeError):
    """A service that the run needs (LanguageTool) could not be started or answered nonsense."""
