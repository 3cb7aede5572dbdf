"""A small study: what two states did to each other, quarter by quarter, from articles to a plot.

    python study.py ARTICLES.jsonl RUS UKR --plot rus-ukr.png

ARTICLES.jsonl has an object a line with `text`, and if they are known `id`, `published`, `title`, `outlet`, `url`.
Needs pandas, pyarrow and matplotlib: pip install 'mahdar[pandas]' matplotlib
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Iterator

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

import mahdar

FIELDS = ("id", "text", "published", "title", "url", "outlet")
#: PLOVER's quad classes, and the colours they have in the plot.
QUADS = {
    "verbal cooperation": ("#7fb2d9", {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}),
    "material cooperation": ("#1f6fa8", {"COOPERATE", "AID", "RETREAT"}),
    "verbal conflict": ("#e8a598", {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    "material conflict": ("#b3402f", {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
}


def articles(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            given = {field: value for field, value in json.loads(line).items() if field in FIELDS}
            day = pd.to_datetime(given.get("published"), errors="coerce")
            # What is no day ("2012?") is left out: dates that the article counts from it stay open.
            yield given | {"published": None if pd.isna(day) else day.date()}


def between(events: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The events that one of the two is the source of and the other the target."""

    def pair(row: Any) -> bool:
        source, target = set(row.source_codes), set(row.target_codes)
        return (a in source and b in target) or (b in source and a in target)

    return events[[pair(row) for row in events.itertuples()]]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("articles", type=Path)
    args.add_argument("states", nargs=2, metavar="STATE", help="ISO 3166-1 alpha-3 code")
    args.add_argument("--plot", type=Path, default=Path("study.png"))
    given = args.parse_args()
    a, b = (s.upper() for s in given.states)

    records = mahdar.read_many(articles(given.articles), errors="skip")
    for failure in records.errors[:5]:
        print(f"skipped row {failure.row}: {failure.reason}")
    print(f"{len(records)} articles read, {len(records.errors)} skipped")

    events = between(records.to_pandas("events"), a, b)
    # The day of the event where the article tells it, else the day of publication.
    day = pd.to_datetime(events["date"], errors="coerce").fillna(pd.to_datetime(events["published"], errors="coerce"))
    quad = events["type"].map({t: name for name, (_, types) in QUADS.items() for t in types})
    counts = pd.crosstab(day.dt.to_period("Q"), quad).reindex(columns=list(QUADS), fill_value=0)
    print(counts.to_string())
    if counts.empty:
        raise SystemExit(f"no dated events between {a} and {b}")

    counts = counts.reindex(pd.period_range(counts.index.min(), counts.index.max(), freq="Q"), fill_value=0)
    counts.index = counts.index.astype(str)
    colours = [colour for colour, _ in QUADS.values()]
    axes = counts.plot.bar(stacked=True, color=colours, width=0.9, figsize=(10, 4))
    axes.set_title(f"Events between {a} and {b} in {len(records)} articles, by quarter")
    step = max(1, len(counts) // 12)
    axes.set_xticks(range(0, len(counts), step), counts.index[::step], rotation=45, ha="right")
    axes.set_ylabel("events")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    plt.tight_layout()
    plt.savefig(given.plot, dpi=150)
    print(f"plot: {given.plot}")


if __name__ == "__main__":
    main()
