"""The parts of a record, as typed objects. docs/record.md has their meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping


@dataclass(frozen=True)
class Span:
    """A stretch of the article's text: ``article[start:end] == text``."""

    start: int
    end: int
    text: str

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Span:
        return cls(d["start"], d["end"], d["text"])


@dataclass(frozen=True)
class Mention(Span):
    """One place where the article speaks of an actor, and in which form."""

    form: str

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Mention:
        return cls(d["start"], d["end"], d["text"], d["form"])


@dataclass(frozen=True)
class DateExpr(Span):
    """A date as the article words it; ``value`` is ISO 8601 or None."""

    value: str | None
    precision: str | None

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> DateExpr:
        return cls(d["start"], d["end"], d["text"], d["value"], d["precision"])


@dataclass(frozen=True)
class Name:
    """A name in Arabic, and in English where it is known."""

    ar: str
    en: str | None

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Name:
        return cls(d["ar"], d["en"])


@dataclass(frozen=True)
class Source:
    """Where the article came from."""

    path: str | None
    url: str | None
    outlet: str | None
    sha256: str

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Source:
        return cls(d["path"], d["url"], d["outlet"], d["sha256"])


@dataclass(frozen=True)
class Published:
    """The article's day, and how it is known."""

    date: str | None
    from_: str

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Published:
        return cls(d["date"], d["from"])


@dataclass(frozen=True)
class Actor:
    """A participant or speaker."""

    id: str
    kind: str
    name: Name
    code: str | None
    sector: str | None
    office: str | None
    known: bool
    note: str | None
    mentions: tuple[Mention, ...]

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Actor:
        mentions = tuple(map(Mention._of, d["mentions"]))
        return cls(
            d["id"], d["kind"], Name._of(d["name"]), d["code"], d["sector"], d["office"], d["known"], d.get("note"), mentions
        )


@dataclass(frozen=True)
class Place:
    """A place, with degrees north and east where they are known."""

    id: str
    name: Name
    code: str | None
    lat: float | None
    lon: float | None
    mentions: tuple[Span, ...]

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Place:
        return cls(d["id"], Name._of(d["name"]), d["code"], d["lat"], d["lon"], _spans(d["mentions"]))


@dataclass(frozen=True)
class Framework:
    """An initiative, agreement, forum …"""

    id: str
    kind: str
    name: Name
    known: bool
    mentions: tuple[Span, ...]

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Framework:
        return cls(d["id"], d["kind"], Name._of(d["name"]), d["known"], _spans(d["mentions"]))


@dataclass(frozen=True)
class Encounter:
    """Who met whom."""

    id: str
    kind: str
    status: str
    participants: tuple[str, ...]
    place: str | None
    date: DateExpr | None
    rule: str
    evidence: tuple[Span, ...]

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Encounter:
        return cls(
            d["id"],
            d["kind"],
            d["status"],
            tuple(d["participants"]),
            d["place"],
            _date(d["date"]),
            d["rule"],
            _spans(d["evidence"]),
        )


@dataclass(frozen=True)
class Statement:
    """Who said what."""

    id: str
    speakers: tuple[str, ...]
    mode: str
    cue: Span
    content: Span
    encounter: str | None
    rule: str

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Statement:
        cue, content = Span._of(d["cue"]), Span._of(d["content"])
        return cls(d["id"], tuple(d["speakers"]), d["mode"], cue, content, d["encounter"], d["rule"])


@dataclass(frozen=True)
class Commitment:
    """Who promised what to whom."""

    id: str
    actors: tuple[str, ...]
    toward: tuple[str, ...]
    strength: str
    item: Span
    sectors: tuple[str, ...]
    frameworks: tuple[str, ...]
    deadline: DateExpr | None
    statement: str | None
    rule: str

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Commitment:
        return cls(
            d["id"],
            tuple(d["actors"]),
            tuple(d["toward"]),
            d["strength"],
            Span._of(d["item"]),
            tuple(d["sectors"]),
            tuple(d["frameworks"]),
            _date(d["deadline"]),
            d["statement"],
            d["rule"],
        )


@dataclass(frozen=True)
class Event:
    """A political event in PLOVER's and CAMEO's coding."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    goldstein: float | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: str | None
    place: str | None
    statement: str | None
    rule: str
    evidence: Span

    @classmethod
    def _of(cls, d: Mapping[str, Any]) -> Event:
        return cls(
            d["id"],
            d["type"],
            d["mode"],
            tuple(d["contexts"]),
            d["cameo"],
            d["goldstein"],
            tuple(d["source"]),
            tuple(d["target"]),
            d["date"],
            d["place"],
            d["statement"],
            d["rule"],
            Span._of(d["evidence"]),
        )


def _spans(items: list[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(map(Span._of, items))


def _date(d: Mapping[str, Any] | None) -> DateExpr | None:
    return None if d is None else DateExpr._of(d)
