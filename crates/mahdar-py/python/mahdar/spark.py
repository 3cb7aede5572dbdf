"""mahdar inside Apache Spark: the same engine in every executor.

>>> from mahdar import spark
>>> read = spark.read(articles, text_col="body", published_col="day", id_col="url")
>>> spark.write(read, "history")                                     # records and tables as Parquet, by month
>>> spark.table(read, "events").groupBy("type").count().show()

Needs ``mahdar`` and ``pyarrow`` on every worker. Each partition is read as a stream of Arrow batches, one thread to a task;
a task that dies is run again and its rows are written once, as Spark does with any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator

from ._errors import MahdarError
from ._read import Knowledge, iter_many
from ._record import Record
from ._tables import Failure, Records, _known

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_TEXTS = ("id", "text", "title", "url", "outlet")
_COLUMNS = ("id", "published", "month", "title", "url", "outlet", "text", "record", "error")
#: The month of articles without a day, as ``mahdar export --format parquet`` calls it.
_UNDATED = "undated"


def read(
    df: DataFrame,
    text_col: str = "text",
    published_col: str | None = None,
    id_col: str | None = None,
    *,
    title_col: str | None = None,
    url_col: str | None = None,
    outlet_col: str | None = None,
    knowledge: tuple[str, ...] = (),
) -> DataFrame:
    """A row for each article: ``id``, ``published``, ``month``, ``title``, ``url``, ``outlet``, ``text``, ``record``, ``error``.

    ``record`` is the JSON that one machine would make of the article, to the byte; where it could not be read it is null, and
    ``error`` says why. ``month`` (``YYYY-MM``, or ``undated``) is what files are best partitioned by. Without ``id_col``
    an article's id is the start of its text's SHA-256. ``knowledge`` are folders that every worker has at the same path.
    """
    asked = {"text": text_col, "published": published_col, "id": id_col, "title": title_col, "url": url_col, "outlet": outlet_col}
    chosen = {field: column for field, column in asked.items() if column is not None}
    for field, column in chosen.items():
        if column not in df.columns:
            raise MahdarError(f"{field}_col: no column {column!r} among {', '.join(df.columns)}")
    from pyspark.sql import functions as f

    slim = df.select(*[f.col("`" + column.replace("`", "``") + "`").alias(field) for field, column in chosen.items()])
    if "id" in chosen:
        slim = slim.withColumn("id", f.col("id").cast("string"))
    return slim.mapInArrow(_Reader(tuple(knowledge)), ", ".join(f"{column} string" for column in _COLUMNS))


class _Reader:
    """What is sent to the workers: loads the knowledge there, once a task."""

    def __init__(self, knowledge: tuple[str, ...]) -> None:
        self.knowledge = knowledge

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import hashlib

        import pyarrow as pa

        schema = pa.schema([(column, pa.string()) for column in _COLUMNS])
        knowledge = Knowledge(*self.knowledge, jobs=1)
        for batch in batches:
            columns = [_values(column) for column in batch.columns]
            rows: list[dict[str, Any]] = [dict(zip(batch.schema.names, values)) for values in zip(*columns)]
            for row in rows:
                if row.get("id") is None and isinstance(row["text"], str):
                    row["id"] = hashlib.sha256(row["text"].encode()).hexdigest()[:16]
            out = []
            for row, result in zip(rows, iter_many(rows, errors="skip", knowledge=knowledge)):
                of_article: dict[str, Any] = {f: row[f] if isinstance(row.get(f), str) else None for f in _TEXTS}
                if isinstance(result, Failure):
                    of_article |= {"month": _UNDATED, "error": result.reason}
                else:
                    day = result.published.date
                    of_article |= {"published": day, "month": day[:7] if day else _UNDATED, "record": result.to_json()}
                out.append(of_article)
            yield pa.RecordBatch.from_pylist(out, schema)


def _values(column: pyarrow.Array) -> list[Any]:
    """The values of a column; what Spark calls a string and is no UTF-8 stays bytes, which only its own row fails of."""
    import pyarrow as pa

    try:
        values: list[Any] = column.to_pylist()
        return values
    except UnicodeDecodeError:
        return [_text(raw) for raw in column.cast(pa.binary()).to_pylist()]


def _text(raw: bytes | None) -> str | bytes | None:
    try:
        return None if raw is None else raw.decode()
    except UnicodeDecodeError:
        return raw


def table(records: DataFrame, name: str) -> DataFrame:
    """One of :func:`mahdar.tables` as a data frame, from the ``record`` column that :func:`read` made.

    Its columns are those of :func:`mahdar.columns`, and ``month``.
    """
    if "record" not in records.columns:
        raise MahdarError(f"no column 'record' among {', '.join(records.columns)}: give what mahdar.spark.read returned")
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(Records([]).to_arrow(_known(name)).schema.append(pa.field("month", pa.string())))
    return records.where("record is not null").select("record").mapInArrow(_Tabler(name), schema)


class _Tabler:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            months: dict[str, list[Record]] = {}
            for text in filter(None, batch.column("record").to_pylist()):
                record = Record.from_json(text)
                months.setdefault((record.published.date or _UNDATED)[:7], []).append(record)
            for month, records in months.items():
                rows = Records(records).to_arrow(self.name)
                yield from rows.append_column("month", pa.array([month] * len(rows), pa.string())).to_batches()


def write(read: DataFrame, path: str, tables: Iterable[str] = ("encounters", "statements", "commitments", "events")) -> None:
    """Writes what :func:`read` returned as Parquet, by month: ``path/records`` with a row for each article, a folder for each of
    ``tables``, and where articles could not be read ``path/errors``.

    ``path`` must hold none of these yet. An article is read once, or again where the worker died that had read it; the
    tables are made from the records that were written. ``mahdar ingest path/records`` opens them in the explorer.
    """
    from pyspark import StorageLevel

    names = [_known(name) for name in tables]

    def keep(rows: DataFrame, name: str) -> None:
        # Rows of a month together: otherwise each task writes a file of its own for every month.
        rebalanced = read.sparkSession.sql("SELECT /*+ REBALANCE(month) */ * FROM {rows}", rows=rows)
        rebalanced.write.partitionBy("month").parquet(f"{path}/{name}")

    kept = read.persist(StorageLevel.DISK_ONLY)
    try:
        keep(kept.where("error is null").drop("error"), "records")
        failed = kept.where("error is not null").select("id", "url", "text", "error")
        if not failed.isEmpty():
            failed.write.parquet(f"{path}/errors")
    finally:
        kept.unpersist()
    written = read.sparkSession.read.parquet(f"{path}/records")
    for name in names:
        keep(table(written, name), name)
