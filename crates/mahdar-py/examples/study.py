"""A small study: what two states did to each other, month by month, from articles to a plot.

    python study.py ARTICLES.jsonl RUS UKR --plot rus-ukr.png

ARTICLES.jsonl has an object a line with `text`, and if they are known `id`, `published`, `title`, `outlet`, `url`.
Needs pandas, pyarrow and matplotlib: pip install 'mahdar[pandas]' matplotlib
Notebooks and editors that know `# %%` run it cell by cell.
"""

# %% What is asked
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd

import mahdar

parser = argparse.ArgumentParser(description="Events between two states over time, from articles to a plot.")
parser.add_argument("articles", type=Path, help="a file with an article a line, as JSON")
parser.add_argument("states", nargs=2, type=str.upper, metavar="STATE", help="ISO 3166-1 alpha-3 code")
parser.add_argument("--by", choices=["month", "quarter", "year"], default="month")
parser.add_argument("--plot", type=Path, default=Path("study.png"))
args = parser.parse_args()
a, b = args.states

# %% Articles. What is no day ("2012?") is left out: dates that the article counts from it stay open.
articles = pd.read_json(args.articles, lines=True, dtype=False)
articles = articles.reindex(columns=["id", "text", "published", "title", "url", "outlet"])
articles["published"] = pd.to_datetime(articles["published"], errors="coerce", format="ISO8601")
rows: list[dict[str, Any]] = articles.to_dict("records")

# %% Records. One article that cannot be read does not stop the others.
records = mahdar.read_many(rows, errors="skip")
print(f"{len(records)} articles read, {len(records.errors)} skipped")
for failure in records.errors[:5]:
    print(f"  row {failure.row}: {failure.reason}")

# %% Events that one of the two is the source of and the other the target
events = records.to_pandas("events")
sides = zip(events["source_codes"], events["target_codes"])
between = events[[(a in source and b in target) or (b in source and a in target) for source, target in sides]]

# %% Counted by the day of the event where the article tells it, else by the day of publication
days = pd.to_datetime(between["date"]).fillna(pd.to_datetime(between["published"]))
counts = pd.crosstab(days.dt.to_period(args.by[0].upper()), between["quad"])
if counts.empty:
    raise SystemExit(f"no dated events between {a} and {b}")
print(counts.to_string())

# %% The plot: PLOVER's four classes, a bar for each period; grey where nothing is known, since no article was published
matplotlib.use("Agg")
colours = {
    "verbal_cooperation": "#7fb2d9",
    "material_cooperation": "#1f6fa8",
    "verbal_conflict": "#e8a598",
    "material_conflict": "#b3402f",
}
periods = pd.period_range(counts.index.min(), counts.index.max())
counts = counts.reindex(index=periods, columns=list(colours), fill_value=0)
published = pd.to_datetime(records.to_pandas("articles")["published"]).dt.to_period(args.by[0].upper())
silent = ~periods.isin(published)
counts = counts.set_axis(periods.astype(str)).rename(columns=lambda quad: quad.replace("_", " "))
axes = counts.plot.bar(stacked=True, color=list(colours.values()), width=0.9, figsize=(10, 4))
undated = f", {days.isna().sum()} more without a day" if days.isna().any() else ""
axes.set_title(f"Events between {a} and {b} by {args.by}: {days.notna().sum()} in {len(records)} articles{undated}")
for at in silent.nonzero()[0]:
    axes.axvspan(at - 0.5, at + 0.5, color="#eceae4", linewidth=0, zorder=0, label="no article" if at == silent.argmax() else None)
# Labels where a year begins, or where there are few periods at each.
shown = [at for at, period in enumerate(periods) if len(periods) <= 16 or period.start_time.day_of_year == 1]
shown = shown[:: -(-len(shown) // 16)]
axes.set_xticks(shown, counts.index[shown], rotation=45, ha="right")
axes.yaxis.get_major_locator().set_params(integer=True)
axes.set_ylabel("events")
axes.spines[["top", "right"]].set_visible(False)
axes.legend(frameon=False, ncols=5, loc="upper center", bbox_to_anchor=(0.5, -0.2))
axes.figure.savefig(args.plot, dpi=150, bbox_inches="tight")
print(f"plot: {args.plot}")
