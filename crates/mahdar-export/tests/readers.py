"""Reads exports with the readers that their formats' users have: pandas, pyarrow, followthemoney, networkx, lxml, conllu.

Usage: readers.py FOLDER ARTICLES.jsonl, where FOLDER holds an export of each format under the format's name.
"""

import collections
import json
import pathlib
import re
import sys

import conllu
import networkx
import pandas
import pyarrow
import pyarrow.dataset
from followthemoney import model
from lxml import etree

OUT = pathlib.Path(sys.argv[1])
ARTICLES = {}
for line in open(sys.argv[2], encoding="utf-8"):
    article = json.loads(line)
    ARTICLES[article["id"]] = article["text"]
RECORDS = [json.loads(line) for line in open(OUT / "jsonl", encoding="utf-8")]
TABLES = "articles actors places frameworks encounters statements commitments events spans".split()


def count(kind):
    return sum(len(r[kind]) for r in RECORDS)


def check(what, is_so):
    if not is_so:
        sys.exit(f"failed: {what}")


def spans_are_evidence(frame, start, end, text):
    for row in frame.to_dict("records"):
        words = ARTICLES[row["article"]][int(row[start]) : int(row[end])]
        check(f"{row['article']} {row[start]}:{row[end]}", words == row[text])


def csv():
    for name in ["csv", "csv-excel"]:
        for table in TABLES:
            encoding = "utf-8-sig" if name == "csv-excel" else "utf-8"
            frame = pandas.read_csv(OUT / name / f"{table}.csv", dtype=str, keep_default_na=False, encoding=encoding)
            if table not in ("articles", "spans"):
                check(f"{name} {table}", len(frame) == count(table))
            if name == "csv" and table == "statements":
                spans_are_evidence(frame, "content_start", "content_end", "content")
            if name == "csv" and table == "spans":
                spans_are_evidence(frame, "start", "end", "text")
    codebook = pandas.read_csv(OUT / "csv" / "codebook.csv", keep_default_na=False)
    check("codebook", list(codebook.columns) == ["table", "column", "type", "meaning"] and (codebook != "").all().all())


def parquet():
    for table in TABLES:
        data = pyarrow.dataset.dataset(OUT / "parquet" / table, partitioning="hive")
        if table not in ("articles", "spans"):
            check(f"parquet {table}", data.count_rows() == count(table))
    events = pyarrow.dataset.dataset(OUT / "parquet" / "events", partitioning="hive")
    types = {f.name: f.type for f in events.schema}
    check("day", types["date"] == pyarrow.date32())
    check("list", types["source_codes"] == pyarrow.list_(pyarrow.field("item", pyarrow.string())))
    frame = events.to_table().to_pandas()
    check("event ids are unique", frame["event_id"].is_unique)
    spans_are_evidence(frame, "evidence_start", "evidence_end", "evidence")
    pandas.read_parquet(OUT / "parquet" / "statements")


def events():
    names = {"gdelt": None, "icews": 0, "polecat": 0}
    for name, header in names.items():
        for quoting in (0, 3):
            frame = pandas.read_csv(OUT / name, sep="\t", header=header, dtype=str, quoting=quoting)
            check(f"{name} columns", frame.shape[1] == {"gdelt": 61, "icews": 20, "polecat": 40}[name])
            ids = frame.iloc[:, 0]
            check(f"{name} ids", ids.is_unique and ids.astype(float).astype("int64").astype(str).equals(ids))
    gdelt = pandas.read_csv(OUT / "gdelt", sep="\t", header=None)
    check("GDELT's days", pandas.to_datetime(gdelt[1].astype(str), format="%Y%m%d").notna().all())
    check("GDELT's classes", gdelt[29].isin([1, 2, 3, 4]).all())
    check("GDELT's scale", gdelt[30].between(-10, 10).all())
    for line in open(OUT / "plover", encoding="utf-8"):
        event = json.loads(line)
        check("PLOVER", event["event"].isupper() and event["text_info"]["end"] > event["text_info"]["start"])
    pairs = pandas.read_csv(OUT / "pair-year")
    classes = pairs[["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]]
    check("classes add up", (classes.sum(axis=1) == pairs["events"]).all())
    check("types add up", (pairs.loc[:, "accuse":"threaten"].sum(axis=1) == pairs["events"]).all())
    check("pairs stand once", not pairs.duplicated(["source", "target", "year"]).any())


def ftm():
    entities = {}
    for line in open(OUT / "ftm", encoding="utf-8"):
        data = json.loads(line)
        # Uncleaned: what the model takes for no valid value is dropped, and found missing below.
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate({"properties": data["properties"]})
        for name, values in data["properties"].items():
            check(f"{data['schema']}.{name} {values}", len(proxy.get(name)) == len(set(values)))
        check("ids are unique", proxy.id not in entities)
        entities[proxy.id] = proxy
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                check(f"{proxy.schema.name}.{prop.name}", value in entities)
                check(f"{prop} takes {entities[value].schema.name}", entities[value].schema.is_a(prop.range))


def gexf(schema):
    graph = networkx.read_gexf(OUT / "gexf")
    check("a network", graph.is_directed() and graph.number_of_edges() > 0)
    for _, _, edge in graph.edges(data=True):
        in_months = sum(n for n, _, _ in edge.get("events_in_month", []))
        check("weights", edge["weight"] == edge["events"] >= in_months)
    tree = etree.parse(str(OUT / "gexf"))
    if schema:
        etree.XMLSchema(etree.parse(str(schema))).assertValid(tree)


def maps():
    features = json.load(open(OUT / "geojson", encoding="utf-8"))["features"]
    for f in features:
        lon, lat = f["geometry"]["coordinates"]
        check("a position", -180 <= lon <= 180 and -90 <= lat <= 90)
    check("ids", len({f["id"] for f in features}) == len(features))


def texts():
    page = json.load(open(OUT / "web-annotation", encoding="utf-8"))
    keys = dict(zip(*pandas.read_csv(OUT / "csv" / "articles.csv")[["article_key", "article"]].values.T))
    for annotation in page["items"]:
        text = ARTICLES[keys[annotation["id"].split(":")[2]]]
        for target in annotation["target"]:
            position, quote = target["selector"]
            check("a selector", text[position["start"] : position["end"]] == quote["exact"])
    for path in (OUT / "brat").glob("*.ann"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                _, where, words = line.split("\t")
                pieces = [p.split() for p in where.split(" ", 1)[1].split(";")]
                check(f"{path.name} {line}", " ".join(text[int(s) : int(e)] for s, e in pieces) == words)
    restored = collections.defaultdict(str)
    blanks = {"s": " ", "t": "\t", "n": "\n", "r": "\r"}
    blank = lambda s: re.sub(r"\\(u(....)|.)", lambda m: chr(int(m[2], 16)) if m[2] else blanks[m[1]], s)
    article = None
    for sentence in conllu.parse((OUT / "conllu").read_text(encoding="utf-8")):
        article = sentence.metadata.get("newdoc id", article)
        for token in sentence:
            misc = token["misc"] or {}
            restored[article] += blank(misc.get("SpacesBefore", "")) + token["form"]
            restored[article] += "" if misc.get("SpaceAfter") == "No" else blank(misc.get("SpacesAfter", "\\s"))
    for id, text in restored.items():
        check(f"the text of {id}", text == ARTICLES[id])
    check("all texts", len(restored) == len(RECORDS))


for reader in [csv, parquet, events, ftm, maps, texts]:
    reader()
gexf(sys.argv[3] if len(sys.argv) > 3 else None)
print(f"{len(RECORDS)} records read back from every format")
