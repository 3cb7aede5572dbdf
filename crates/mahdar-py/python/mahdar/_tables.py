"""Records as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterable, Iterator, NamedTuple, Sequence, overload

from . import _mahdar
from ._errors import MahdarError
from ._record import Record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Failure(NamedTuple):
    """An article that could not be read: its row (from 0), its id, why."""

    row: int
    id: str | None
    reason: str


def tables() -> list[str]:
    """The names of the tables: actors, encounters, statements, commitments, events …"""
    return _mahdar.table_names()


def columns(table: str) -> list[tuple[str, str, str]]:
    """Name, type and meaning of a table's columns."""
    return _mahdar.table_columns(_known(table))


def _known(table: str) -> str:
    if table not in _mahdar.table_names():
        raise MahdarError(f"unknown table {table!r}: expected one of {', '.join(_mahdar.table_names())}")
    return table


class Records(Sequence[Record]):
    """Records in the order of their articles, what was skipped (``errors``), and tables of both."""

    __slots__ = ("_records", "errors")

    def __init__(self, records: Iterable[Record], errors: Iterable[Failure] = ()) -> None:
        self._records = list(records)
        self.errors: list[Failure] = list(errors)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Records: ...
    def __getitem__(self, index: int | slice) -> Record | Records:
        if isinstance(index, slice):
            return Records(self._records[index], self.errors)
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __repr__(self) -> str:
        skipped = f", {len(self.errors)} skipped" if self.errors else ""
        return f"<Records: {len(self)} articles{skipped}>"

    def to_arrow(self, table: str) -> pyarrow.Table:
        """A table of all records: one of :func:`tables`, or ``errors``."""
        import pyarrow as pa

        if table == "errors":
            schema = pa.schema([pa.field("row", pa.int64()), pa.field("id", pa.string()), pa.field("reason", pa.string())])
            return pa.Table.from_pylist([{"row": f.row, "id": f.id, "reason": f.reason} for f in self.errors], schema)
        batch = _mahdar.table(_known(table), [r._native for r in self._records])
        return pa.Table.from_batches([pa.record_batch(batch)])

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """The same for pandas; lists become lists, days become datetimes."""
        return self.to_arrow(table).to_pandas()

    def to_polars(self, table: str) -> polars.DataFrame:
        """The same for Polars."""
        import polars as pl

        frame = pl.from_arrow(self.to_arrow(table))
        assert isinstance(frame, pl.DataFrame)
        return frame

    def to_jsonl(self) -> str:
        """A line of JSON for each record."""
        return "".join(r.to_json() + "\n" for r in self._records)
