"""A record: held as the engine made it, opened where it is looked at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterable

from . import _mahdar
from ._errors import MahdarError

# The classes of a record's parts, json, and what they need take longer to load than all the rest: who only makes tables does
# not wait for them.
if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ._model import Actor, Commitment, Encounter, Event, Framework, Place, Published, Source, Statement


class Record:
    """Everything recorded about one article.

    Equal records are those with the same JSON. Offsets count code points, as Python's strings do.
    """

    __slots__ = ("_native", "__dict__")

    def __init__(self, native: _mahdar.NativeRecord) -> None:
        self._native = native

    @classmethod
    def from_json(cls, text: str) -> Record:
        """Reads a record back from its JSON."""
        try:
            return cls(_mahdar.NativeRecord.from_json(text))
        except ValueError as e:
            raise MahdarError(f"not a record: {e}") from None

    def to_json(self) -> str:
        """One line of JSON: the bytes that ``mahdar read --format jsonl`` prints."""
        return self._native.json()

    def to_dict(self) -> dict[str, Any]:
        """The record as dictionaries and lists."""
        import json

        fields: dict[str, Any] = json.loads(self.to_json())
        return fields

    @cached_property
    def _dict(self) -> dict[str, Any]:
        return self.to_dict()

    @property
    def id(self) -> str:
        return self._native.id

    @property
    def language(self) -> str:
        language: str = self._dict["language"]
        return language

    @property
    def title(self) -> str | None:
        title: str | None = self._dict["title"]
        return title

    @cached_property
    def published(self) -> Published:
        from ._model import Published

        return Published._of(self._dict["published"])

    @cached_property
    def source(self) -> Source:
        from ._model import Source

        return Source._of(self._dict["source"])

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        from ._model import Actor

        return tuple(map(Actor._of, self._dict["actors"]))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        from ._model import Place

        return tuple(map(Place._of, self._dict["places"]))

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        from ._model import Framework

        return tuple(map(Framework._of, self._dict["frameworks"]))

    @cached_property
    def encounters(self) -> tuple[Encounter, ...]:
        from ._model import Encounter

        return tuple(map(Encounter._of, self._dict["encounters"]))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        from ._model import Statement

        return tuple(map(Statement._of, self._dict["statements"]))

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        from ._model import Commitment

        return tuple(map(Commitment._of, self._dict["commitments"]))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        from ._model import Event

        return tuple(map(Event._of, self._dict["events"]))

    def actor(self, id: str) -> Actor:
        """The actor with this id."""
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def who(self, ids: Iterable[str]) -> list[Actor]:
        """The actors with these ids: ``record.who(event.source)``."""
        return [self.actor(id) for id in ids]

    def to_arrow(self, table: str) -> pyarrow.Table:
        """One of the tables of :func:`mahdar.tables`, with this record's rows."""
        from ._tables import Records

        return Records([self]).to_arrow(table)

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """The same for pandas."""
        from ._tables import Records

        return Records([self]).to_pandas(table)

    def to_polars(self, table: str) -> polars.DataFrame:
        """The same for Polars."""
        from ._tables import Records

        return Records([self]).to_polars(table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Record.from_json, (self.to_json(),)

    def __repr__(self) -> str:
        actors, encounters, statements, commitments, events = self._native.counts()
        return (
            f"<Record {self.id!r}: {actors} actors, {encounters} encounters, {statements} statements, "
            f"{commitments} commitments, {events} events>"
        )
