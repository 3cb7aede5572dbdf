"""What goes in and what comes out."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
import threading
import time

import pytest

import mahdar

TEXT = (
    "استقبل الرئيس المصري عبد الفتاح السيسي اليوم في القاهرة وزير الخارجية الأردني أيمن الصفدي.\n"
    "وأكد السيسي حرص مصر على تعزيز التعاون مع الأردن. وتعهدت مصر بتقديم مساعدات إلى الأردن."
)
DAY = "2018-06-13"


@pytest.fixture(scope="module")
def record() -> mahdar.Record:
    return mahdar.read(TEXT, DAY, id="n1", outlet="صحيفة")


def test_attributes_and_evidence(record: mahdar.Record) -> None:
    [met] = record.encounters
    assert (met.kind, met.status) == ("meeting", "held")
    assert [a.code for a in record.who(met.participants)] == ["EGY", "JOR"]
    assert met.date is not None and met.date.value == DAY
    assert {e.type for e in record.events} >= {"CONSULT"}
    spans = [e.evidence for e in record.events] + [s.content for s in record.statements]
    spans += [m for a in record.actors for m in a.mentions]
    assert spans and all(TEXT[s.start : s.end] == s.text for s in spans)
    assert record.source.outlet == "صحيفة" and record.published.date == DAY


def test_json_pickle_equality(record: mahdar.Record) -> None:
    again = mahdar.Record.from_json(record.to_json())
    assert again == record == pickle.loads(pickle.dumps(record))
    assert json.loads(record.to_json())["schema"] == "mahdar.record/1"
    with pytest.raises(mahdar.MahdarError, match="not a record"):
        mahdar.Record.from_json("{}")
    with pytest.raises(KeyError):
        record.actor("a99")


def test_many_in_order_whatever_the_jobs() -> None:
    articles = [{"text": TEXT, "id": f"n{i}", "published": DAY} for i in range(600)]
    one = mahdar.read_many(articles, jobs=1)
    many = mahdar.read_many(articles, jobs=4)
    assert [r.id for r in one] == [f"n{i}" for i in range(600)]
    assert one.to_jsonl() == many.to_jsonl()
    assert isinstance(one[:2], mahdar.Records) and len(one[:2]) == 2


def test_days_in_every_form() -> None:
    given = [DAY, datetime.date(2018, 6, 13), datetime.datetime(2018, 6, 13, 23, 59), "2018-06-13T23:59:00+03:00"]
    assert {mahdar.read(TEXT, day).published.date for day in given} == {DAY}
    for nothing in (None, "", float("nan")):
        assert mahdar.read(TEXT, nothing).published.date is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (None, "expected a text, an Article or a mapping, found None"),
        (1.5, "found float 1.5"),
        (b"bytes", "found bytes"),
        ({"text": None}, "text: expected a text, found None"),
        ({"text": float("nan")}, "text: expected a text, found float nan"),
        ({"text": b"x"}, "text: expected a text, found bytes"),
        ({"body": "x"}, "unknown field 'body'"),
        ({"id": "x"}, "no field 'text'"),
        ({"text": "a\ud800b"}, "text: a lone surrogate at character 1"),
        ({"text": "x", "published": "13/06/2018"}, "published: expected YYYY-MM-DD"),
        ({"text": "x", "published": "2018-02-30"}, "published: expected YYYY-MM-DD"),
        ({"text": "x", "published": 2018}, "published: expected YYYY-MM-DD or a date, found int 2018"),
        ({"text": "x", "title": 3}, "title: expected a text, found int 3"),
        ({"text": ""}, "text is empty"),
        ({"text": " \n"}, "text is empty"),
        ("x" * (100 << 20), "an article may have 8 MB"),
    ],
)
def test_bad_input_names_its_row(given: object, reason: str) -> None:
    with pytest.raises(mahdar.ArticleError, match=reason.replace("(", r"\(")) as e:
        mahdar.read_many([TEXT, given])  # type: ignore[list-item]
    assert e.value.row == 1 and "row 1" in str(e.value)
    kept = mahdar.read_many([TEXT, given, TEXT], errors="skip")  # type: ignore[list-item]
    assert len(kept) == 2 and [f.row for f in kept.errors] == [1]
    assert reason in kept.errors[0].reason


def test_one_text_is_not_many() -> None:
    with pytest.raises(TypeError, match="mahdar.read reads one"):
        mahdar.read_many(TEXT)


def test_streams_in_flat_memory() -> None:
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield TEXT

    stream = mahdar.iter_many(endless())
    assert isinstance(next(stream), mahdar.Record)
    assert taken <= 512


def test_other_threads_run_meanwhile() -> None:
    ticks, stop = 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not stop.wait(0.001):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.perf_counter()
    mahdar.read_many([TEXT * 20] * 256, jobs=1)
    spent = time.perf_counter() - start
    stop.set()
    thread.join()
    assert ticks > spent * 50, f"{ticks} ticks in {spent:.2f} s"


def test_overlay(tmp_path) -> None:
    with pytest.raises(mahdar.KnowledgeError, match="holds no data file|No such|cannot"):
        mahdar.Knowledge(tmp_path / "none")
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "people.tsv").write_text("id\tbroken\n", encoding="utf-8")
    with pytest.raises(mahdar.KnowledgeError, match="people.tsv:1"):
        mahdar.Knowledge(tmp_path)
    with pytest.raises(mahdar.KnowledgeError, match="jobs"):
        mahdar.Knowledge(jobs=0)
    knowledge = mahdar.Knowledge(jobs=1)
    assert mahdar.read(TEXT, DAY, knowledge=pickle.loads(pickle.dumps(knowledge))).encounters


def test_python_adds_little_to_the_engine() -> None:
    """Of the engine's time, in this process's own processor time: other work on the machine does not count."""
    articles = [{"text": TEXT * 4, "id": f"n{i}", "published": DAY} for i in range(1000)]
    raw = [(a["id"], a["text"], a["published"], None, None, None) for a in articles]
    knowledge = mahdar.Knowledge(jobs=1)

    def spent(work) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    ratios = []
    for _ in range(3):
        whole = spent(lambda: mahdar.read_many(articles, knowledge=knowledge))
        ratios.append(whole / spent(lambda: knowledge._engine.read(raw, True)))
    assert min(ratios) < 1.3, ratios


def test_whose_the_day_is() -> None:
    assert mahdar.read(TEXT, DAY).published.from_ == "option"
    [record] = mahdar.read_many([{"text": TEXT, "published": DAY}])
    assert record.published.from_ == "metadata"


def test_import_is_quick() -> None:
    """In processor time, so that other work on the machine does not count."""
    code = "import time; t = time.process_time(); import mahdar; print(time.process_time() - t)"
    spent = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout) for _ in range(3))
    assert spent < 0.1, f"{spent * 1000:.0f} ms"


def test_every_name_is_there() -> None:
    assert set(mahdar.__all__) <= set(dir(mahdar)) and all(hasattr(mahdar, name) for name in mahdar.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Evnt'"):
        mahdar.Evnt
