"""What a type checker must accept; `test_types.py` also has it refuse a wrong line."""

from __future__ import annotations

import datetime
from typing import Iterator

import mahdar


def dates(record: mahdar.Record) -> list[datetime.date]:
    days = [met.date.value for met in record.encounters if met.date is not None]
    return [datetime.date.fromisoformat(day) for day in days if day is not None and len(day) == 10]


def spoken(records: mahdar.Records) -> Iterator[tuple[str, str]]:
    for record in records:
        for statement in record.statements:
            for speaker in record.who(statement.speakers):
                yield speaker.name.en or speaker.name.ar, statement.content.text


def reasons(articles: list[mahdar.Article]) -> list[str]:
    outcomes = mahdar.iter_many(articles, jobs=2, errors="skip", knowledge=mahdar.Knowledge("mine"))
    return [f"{o.row}: {o.reason}" for o in outcomes if isinstance(o, mahdar.Failure)]


def scale(event: mahdar.Event) -> float:
    return event.goldstein if event.goldstein is not None else 0.0
