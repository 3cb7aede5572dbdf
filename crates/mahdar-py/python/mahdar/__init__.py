"""Arabic news about relations between states, read into records.

>>> import mahdar
>>> record = mahdar.read("التقى وزير الخارجية الروسي نظيره التركي أمس في موسكو.", published="2018-06-13")
>>> record.encounters[0].kind
'meeting'

``read`` reads one article, ``read_many`` a pile of them on all cores, ``iter_many`` a stream of any length in flat memory.
``Record`` has typed attributes; ``Records.to_pandas("events")`` and its sisters give tables.
"""

from typing import TYPE_CHECKING, Any

from ._errors import ArticleError, KnowledgeError, MahdarError
from ._read import Article, Knowledge, iter_many, read, read_many
from ._record import Record
from ._tables import Failure, Records, columns, tables
from ._mahdar import Engine as _Engine

if TYPE_CHECKING:
    from ._model import (
        Actor,
        Commitment,
        DateExpr,
        Encounter,
        Event,
        Framework,
        Mention,
        Name,
        Place,
        Published,
        Source,
        Span,
        Statement,
    )
else:

    def __getattr__(name: str) -> Any:
        """The classes of a record's parts, loaded where they are asked for."""
        if name in __all__:
            from . import _model

            return getattr(_model, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__version__: str = _Engine.VERSION

__all__ = [
    "Actor",
    "Article",
    "ArticleError",
    "Commitment",
    "DateExpr",
    "Encounter",
    "Event",
    "Failure",
    "Framework",
    "Knowledge",
    "KnowledgeError",
    "MahdarError",
    "Mention",
    "Name",
    "Place",
    "Published",
    "Record",
    "Records",
    "Source",
    "Span",
    "Statement",
    "columns",
    "iter_many",
    "read",
    "read_many",
    "tables",
]
