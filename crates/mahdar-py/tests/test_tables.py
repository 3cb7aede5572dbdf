"""Tables for Arrow, pandas and Polars."""

from __future__ import annotations

import pytest

import mahdar

pytest.importorskip("pyarrow")

ARTICLES = [
    {"id": "n1", "published": "2018-06-13", "text": "أدانت مصر هجوم إيران على السعودية."},
    {"id": "n2", "published": "2018-06-14", "text": "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في موسكو اليوم."},
    {"id": "n3", "published": None, "text": "طقس معتدل."},
]


@pytest.fixture(scope="module")
def records() -> mahdar.Records:
    return mahdar.read_many(ARTICLES)


def test_every_table_has_its_columns(records: mahdar.Records) -> None:
    for name in mahdar.tables():
        table = records.to_arrow(name)
        assert table.column_names == [c for c, _, _ in mahdar.columns(name)]
        assert mahdar.Records([]).to_arrow(name).schema == table.schema


def test_events(records: mahdar.Records) -> None:
    rows = records.to_arrow("events").to_pylist()
    assert len(rows) == sum(len(r.events) for r in records)
    assert any(r["article"] == "n2" and r["type"] == "CONSULT" for r in rows)


def test_pandas(records: mahdar.Records) -> None:
    pytest.importorskip("pandas")
    frame = records.to_pandas("articles")
    assert list(frame["article"]) == ["n1", "n2", "n3"]
    assert records[0].to_pandas("events").shape[0] == len(records[0].events)


def test_polars(records: mahdar.Records) -> None:
    pytest.importorskip("polars")
    assert records.to_polars("statements").height == sum(len(r.statements) for r in records)


def test_errors_and_unknown_names() -> None:
    kept = mahdar.read_many([None, "نص"], errors="skip")  # type: ignore[list-item]
    assert kept.to_arrow("errors").to_pylist() == [
        {"row": 0, "id": None, "reason": "expected a text, an Article or a mapping, found None"}
    ]
    with pytest.raises(mahdar.MahdarError, match="unknown table 'event': expected one of"):
        kept.to_arrow("event")
