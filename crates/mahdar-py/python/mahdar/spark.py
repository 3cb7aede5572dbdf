"""mahdar inside Apache Spark: the same engine in every executor.

>>> from mahdar import spark
>>> read = spark.read(articles, text_col="body", published_col="day", id_col="url")
>>> read.write.partitionBy("month").parquet("records")
>>> spark.table(read, "events").groupBy("type").count().show()

Needs ``mahdar`` and ``pyarrow`` on every worker. Each partition is read as a stream of Arrow batches, one thread to a task;
a task that dies is run again and its rows are written once, as Spark does with any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

from ._errors import MahdarError
from ._read import Knowledge, iter_many
from ._record import Record
from ._tables import Failure, Records, _known

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_COLUMNS = {"id": "id_col", "text": "text_col", "published": "published_col", "title": "title_col", "url": "url_col", "outlet": "outlet_col"}


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
    """A row for each article: ``id``, ``published``, ``month``, ``text``, ``record`` (JSON), ``error``.

    ``record`` holds the bytes that one machine would make of the article; where it could not be read it is null, and
    ``error`` says why. ``month`` (``YYYY-MM``, or ``unknown``) is what files are best partitioned by. Without ``id_col``
    an article's id is the start of its text's SHA-256. ``knowledge`` are folders that every worker has at the same path.
    """
    asked = {"text": text_col, "published": published_col, "id": id_col, "title": title_col, "url": url_col, "outlet": outlet_col}
    chosen = {field: column for field, column in asked.items() if column is not None}
    for field, column in chosen.items():
        if column not in df.columns:
            raise MahdarError(f"{_COLUMNS[field]}: no column {column!r} among {', '.join(df.columns)}")
    from pyspark.sql import functions as f

    slim = df.select(*[f.col(f"`{column}`").alias(field) for field, column in chosen.items()])
    if "id" in chosen:
        slim = slim.withColumn("id", f.col("id").cast("string"))
    schema = "id string, published string, month string, text string, record string, error string"
    return slim.mapInArrow(_Reader(tuple(knowledge)), schema)


class _Reader:
    """What is sent to the workers: loads the knowledge there, once a task."""

    def __init__(self, knowledge: tuple[str, ...]) -> None:
        self.knowledge = knowledge

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import hashlib

        import pyarrow as pa

        knowledge = Knowledge(*self.knowledge, jobs=1)
        for batch in batches:
            rows = batch.to_pylist()
            for row in rows:
                if row.get("id") is None and isinstance(row["text"], str):
                    row["id"] = hashlib.sha256(row["text"].encode()).hexdigest()[:16]
            out: dict[str, list[Any]] = {k: [] for k in ("id", "published", "month", "text", "record", "error")}
            for row, result in zip(rows, iter_many(rows, errors="skip", knowledge=knowledge)):
                failed = isinstance(result, Failure)
                day = None if failed else result.published.date
                out["id"].append(row["id"])
                out["published"].append(day)
                out["month"].append(day[:7] if day else "unknown")
                out["text"].append(row["text"] if isinstance(row["text"], str) else None)
                out["record"].append(None if failed else result.to_json())
                out["error"].append(result.reason if failed else None)
            yield pa.RecordBatch.from_pydict(out, pa.schema([(k, pa.string()) for k in out]))


def table(records: DataFrame, name: str) -> DataFrame:
    """One of :func:`mahdar.tables` as a data frame, from the ``record`` column that :func:`read` made."""
    if "record" not in records.columns:
        raise MahdarError(f"no column 'record' among {', '.join(records.columns)}: give what mahdar.spark.read returned")
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(Records([]).to_arrow(_known(name)).schema)
    return records.where("record is not null").select("record").mapInArrow(_Tabler(name), schema)


class _Tabler:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            records = Records(Record.from_json(text) for text in batch.column("record").to_pylist())
            yield from records.to_arrow(self.name).to_batches()
