"""What can go wrong, as exceptions."""

from __future__ import annotations


class MahdarError(ValueError):
    """The base of all errors of mahdar."""


class KnowledgeError(MahdarError):
    """A folder of knowledge that cannot be used; the message names file, line and column."""


class ArticleError(MahdarError):
    """An article that cannot be read.

    ``row`` is its place in what was given (from 0), ``id`` its id where it has one, ``reason`` why.
    """

    def __init__(self, reason: str, row: int = 0, id: str | None = None) -> None:
        self.reason = reason
        self.row = row
        self.id = id
        name = f"row {row}" if id is None or id == str(row) else f"row {row} ({id})"
        super().__init__(f"{name}: {reason}")
