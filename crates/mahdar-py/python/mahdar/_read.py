"""Articles in, records out."""

from __future__ import annotations

import datetime
import itertools
import threading
from os import PathLike, fspath
from typing import Any, Iterable, Iterator, Literal, Mapping, NamedTuple, Union

from . import _mahdar
from ._errors import ArticleError, KnowledgeError
from ._record import Record
from ._tables import Failure, Records

Day = Union[str, datetime.date, None]
Given = Union[str, "Article", Mapping[str, Any]]
OnError = Literal["raise", "skip"]

_FIELDS = ("id", "text", "published", "title", "url", "outlet")
_BATCH = 256


class Article(NamedTuple):
    """An article to be read. ``published`` is what relative dates are counted from: ``YYYY-MM-DD``, a date, or None.

    Of a ``datetime`` the day that it says is taken; it is not moved to another time zone.
    """

    text: str
    published: Day = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None


class Knowledge:
    """The built-in knowledge with folders of one's own laid over it, and threads to read with.

    ``jobs`` is the number of threads; None takes one for each core. Making one costs tens of milliseconds, with overlays
    about half a second: keep it.
    """

    def __init__(self, *overlays: str | PathLike[str], jobs: int | None = None) -> None:
        if jobs is not None and (not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1):
            raise KnowledgeError(f"jobs: expected a number from 1 up or None, found {jobs!r}")
        self._key = (tuple(fspath(o) for o in overlays), jobs or 0)
        try:
            self._engine = _mahdar.Engine([fspath(o) for o in overlays], jobs or 0)
        except ValueError as e:
            raise KnowledgeError(str(e)) from None

    def __repr__(self) -> str:
        overlays, jobs = self._key
        return f"Knowledge({', '.join([*map(repr, overlays), f'jobs={jobs or None}'])})"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _knowledge, self._key


def _knowledge(overlays: tuple[str, ...], jobs: int) -> Knowledge:
    return Knowledge(*overlays, jobs=jobs or None)


_shared: dict[int, Knowledge] = {}
_lock = threading.Lock()


def _usual(knowledge: Knowledge | None, jobs: int | None) -> Knowledge:
    if knowledge is not None:
        if jobs is not None:
            raise KnowledgeError("jobs: give it to Knowledge(...), or leave knowledge out")
        return knowledge
    with _lock:
        made = _shared.get(jobs or 0)
        if made is None:
            made = _shared[jobs or 0] = Knowledge(jobs=jobs)
        return made


def read(
    text: str,
    published: Day = None,
    *,
    id: str = "article",
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    knowledge: Knowledge | None = None,
) -> Record:
    """Reads one article. A day given here counts as the caller's (``record.published.from_`` is ``option``).

    Raises :class:`ArticleError` where ``text`` is no text, empty or larger than 8 MB, or ``published`` is no day.
    """
    article = _checked(0, Article(text, published, id, title, url, outlet))
    [outcome] = _usual(knowledge, None)._engine.read([article], False)
    if isinstance(outcome, str):
        raise ArticleError(outcome, 0, id)
    return Record(outcome)


def iter_many(
    articles: Iterable[Given],
    *,
    jobs: int | None = None,
    errors: OnError = "raise",
    knowledge: Knowledge | None = None,
) -> Iterator[Record | Failure]:
    """Reads articles one batch after the other: memory stays flat however many there are.

    ``articles`` are texts, :class:`Article` objects, or mappings with the key ``text`` and perhaps ``id``, ``published``,
    ``title``, ``url``, ``outlet``; their days count as the articles' own (``metadata``). Records come in the order of the articles, the same whatever ``jobs``. With
    ``errors="skip"`` an article that cannot be read gives a :class:`Failure` in its place.
    """
    if errors not in ("raise", "skip"):
        raise ValueError(f'errors: expected "raise" or "skip", found {errors!r}')
    if isinstance(articles, (str, bytes)):
        raise TypeError("articles: expected many of them, found one text; mahdar.read reads one")
    engine = _usual(knowledge, jobs)._engine
    return _batches(engine, articles, errors)


def _batches(engine: _mahdar.Engine, articles: Iterable[Given], errors: OnError) -> Iterator[Record | Failure]:
    rows = enumerate(articles)
    while batch := list(itertools.islice(rows, _BATCH)):
        slots: list[tuple[Any, ...] | Failure] = []
        for row, given in batch:
            try:
                slots.append(_checked(row, given))
            except ArticleError as e:
                if errors == "raise":
                    raise
                slots.append(Failure(e.row, e.id, e.reason))
        outcomes = iter(engine.read([s for s in slots if not isinstance(s, Failure)], True))
        for (row, _), slot in zip(batch, slots):
            if isinstance(slot, Failure):
                yield slot
                continue
            outcome = next(outcomes)
            if not isinstance(outcome, str):
                yield Record(outcome)
            elif errors == "raise":
                raise ArticleError(outcome, row, slot[0])
            else:
                yield Failure(row, slot[0], outcome)


def read_many(
    articles: Iterable[Given],
    *,
    jobs: int | None = None,
    errors: OnError = "raise",
    knowledge: Knowledge | None = None,
) -> Records:
    """Reads articles on all cores (or ``jobs`` threads) and keeps the records; :func:`iter_many` tells what goes in.

    The interpreter is free for other threads meanwhile. What was skipped stands in ``Records.errors``.
    """
    records: list[Record] = []
    failures: list[Failure] = []
    for outcome in iter_many(articles, jobs=jobs, errors=errors, knowledge=knowledge):
        (records if isinstance(outcome, Record) else failures).append(outcome)  # type: ignore[arg-type]
    return Records(records, failures)


def _checked(row: int, given: Given) -> tuple[Any, ...]:
    """Id, text, day, title, url, outlet: each of its type, or an error that says what is wrong where."""
    if isinstance(given, str):
        given = Article(given)
    if isinstance(given, Article):
        fields = {f: getattr(given, f) for f in _FIELDS}
    elif isinstance(given, Mapping):
        unknown = [k for k in given if k not in _FIELDS]
        if unknown:
            raise ArticleError(f"unknown field {unknown[0]!r}: expected {', '.join(_FIELDS)}", row)
        if "text" not in given:
            raise ArticleError(f"no field 'text' among {', '.join(map(repr, given)) or 'none'}", row)
        fields = {f: given.get(f) for f in _FIELDS}
    else:
        raise ArticleError(f"expected a text, an Article or a mapping, found {_kind(given)}", row)
    id = fields["id"]
    if id is None or id == "":
        id = str(row)
    elif isinstance(id, int) and not isinstance(id, bool):
        id = str(id)
    texts = {"id": id, **{f: _missing(fields[f]) for f in ("title", "url", "outlet")}, "text": fields["text"]}
    shown = id if isinstance(id, str) else None
    for name, value in texts.items():
        if value is None and name not in ("id", "text"):
            continue
        if not isinstance(value, str):
            raise ArticleError(f"{name}: expected a text, found {_kind(value)}", row, shown)
        try:
            value.encode()
        except UnicodeEncodeError as e:
            raise ArticleError(f"{name}: a lone surrogate at character {e.start}", row, None if name == "id" else shown) from None
    return (id, fields["text"], _day(row, shown, fields["published"]), texts["title"], texts["url"], texts["outlet"])


def _missing(value: Any) -> Any:
    """Tables say 'nothing' in several ways: None, NaN, NaT."""
    return None if value is None or value != value else value


def _day(row: int, id: str | None, given: Any) -> str | None:
    value = _missing(given)
    if value is None or value == "":
        return None
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d") if value.year >= 1000 else value.isoformat()[:10]
    if not isinstance(value, str):
        raise ArticleError(f"published: expected YYYY-MM-DD or a date, found {_kind(value)}", row, id)
    try:
        day = datetime.date.fromisoformat(value[:10])
        if len(value) > 10:
            datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        raise ArticleError(f"published: expected YYYY-MM-DD, found {value[:40]!r}", row, id) from None
    return day.isoformat()


def _kind(value: Any) -> str:
    return "None" if value is None else f"{type(value).__name__} {value!r:.40}"
