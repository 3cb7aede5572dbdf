"""The engine inside Apache Spark, on a cluster of two worker processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Iterator

import pytest

import mahdar

pyspark = pytest.importorskip("pyspark")
pq = pytest.importorskip("pyarrow.parquet")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyspark.sql import SparkSession  # noqa: E402

from mahdar import spark as mspark  # noqa: E402

TEXTS = [
    "أدانت مصر هجوم إيران على السعودية.",
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في موسكو اليوم.",
    "تعهدت اليابان بتقديم مساعدات إلى الأردن وتدريب المعلمين.",
]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("mahdar")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "512m")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.task.maxFailures", "8")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
        .getOrCreate()
    )
    yield made
    made.stop()


def rows(n: int) -> list[tuple[str, str, str]]:
    return [(f"n{i}", "2018-06-13", TEXTS[i % len(TEXTS)]) for i in range(n)]


def articles(n: int) -> list[dict[str, str]]:
    return [{"id": id, "published": day, "text": text} for id, day, text in rows(n)]


def single(n: int) -> dict[str, str]:
    return {r.id: r.to_json() for r in mahdar.read_many(articles(n))}


def test_the_records_of_one_machine(session: SparkSession, tmp_path: Path) -> None:
    df = session.createDataFrame(rows(300), "id string, day string, body string").repartition(6)
    read = mspark.read(df, text_col="body", published_col="day", id_col="id")
    mspark.write(read, str(tmp_path / "history"))
    back = session.read.parquet(str(tmp_path / "history/records")).collect()
    assert len(back) == 300 and {r.id: r.record for r in back} == single(300)
    assert {r.month for r in back} == {"2018-06"} and not (tmp_path / "history/errors").exists()
    written = pq.read_table(tmp_path / "history/events")
    expected = mahdar.read_many(articles(300)).to_arrow("events")
    assert sorted(written["event_id"].to_pylist()) == sorted(expected["event_id"].to_pylist())
    assert set(written["type"].to_pylist()) >= {"ACCUSE", "CONSULT", "AGREE"}
    assert written.column_names == [*expected.column_names, "month"]


def test_rows_that_cannot_be_read(session: SparkSession, tmp_path: Path) -> None:
    given = [("a", "2018-06-13", None), ("b", "13/06/2018", TEXTS[0]), (None, None, TEXTS[0])]
    df = session.createDataFrame(given, "id string, day string, body string")
    out = {r.id: r for r in mspark.read(df, "body", "day", "id").collect()}
    assert out["a"].record is None and "expected a text" in out["a"].error
    assert "expected YYYY-MM-DD" in out["b"].error
    [other] = [r for id, r in out.items() if id not in ("a", "b")]
    assert len(other.id) == 16 and other.month == "undated"
    mspark.write(mspark.read(df, "body", "day", "id"), str(tmp_path / "history"), tables=[])
    assert pq.read_table(tmp_path / "history/records")["id"].to_pylist() == [other.id]
    assert sorted(pq.read_table(tmp_path / "history/errors")["id"].to_pylist()) == ["a", "b"]
    # Bytes that Spark calls a string, and others that it calls bytes.
    raw = session.sql("SELECT 'a' id, cast(X'ff41' AS string) text UNION ALL SELECT 'b', 'طقس معتدل.'")
    errors = {r.id: r.error for r in mspark.read(raw, id_col="id").collect()}
    assert errors["b"] is None and "text: expected a text, found bytes" in errors["a"]
    [bare] = mspark.read(session.sql("SELECT 'a' id, X'd986' text"), id_col="id").collect()
    assert bare.record is None and "found bytes" in bare.error
    with pytest.raises(mahdar.MahdarError, match="text_col: no column 'text' among id, day, body"):
        mspark.read(df)
    with pytest.raises(mahdar.MahdarError, match="no column 'record'"):
        mspark.table(df, "events")


def program() -> str:
    """The command line program, where it has been built."""
    built = Path(__file__).parents[3] / "target/release/mahdar"
    found = os.environ.get("MAHDAR") or (str(built) if built.exists() else shutil.which("mahdar"))
    if found is None:
        pytest.skip("the program mahdar is not built; MAHDAR says where it is")
    return found


def test_ingest_takes_what_spark_wrote(session: SparkSession, tmp_path: Path) -> None:
    """The history of the cluster's Parquet is that of the articles themselves."""
    mahdar_ = program()
    lines = (Path(__file__).parents[3] / "data/demo/articles.jsonl").read_text(encoding="utf-8").splitlines()
    given = [json.loads(line) for line in lines if line.strip()]
    given += [{"id": "undated", "text": TEXTS[0]}, {"id": "broken", "text": " "}]
    fields = ("id", "text", "published", "title", "url", "outlet")
    df = session.createDataFrame([tuple(a.get(f) for f in fields) for a in given], ", ".join(f"{f} string" for f in fields))
    read = mspark.read(df, published_col="published", id_col="id", title_col="title", url_col="url", outlet_col="outlet")
    mspark.write(read, str(tmp_path / "history"), tables=[])
    direct = tmp_path / "direct.jsonl"
    direct.write_text("\n".join(json.dumps(a, ensure_ascii=False) for a in given), encoding="utf-8")

    def run(*arguments: object) -> str:
        done = subprocess.run([mahdar_, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")
        # 1: done, and an article was skipped.
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    kept = {}
    for name, path in (("cluster", tmp_path / "history/records"), ("machine", direct)):
        db = tmp_path / f"{name}.db"
        run("ingest", path, "--db", db)
        records = [json.loads(line) for line in run("export", "--db", db, "--format", "jsonl").splitlines()]
        for record in records:
            # The only difference is the file that the article came from.
            assert record["source"].pop("path")
        encounters = run("query", "encounters", "--db", db, "--format", "csv").splitlines()
        kept[name] = (sorted(records, key=lambda r: r["id"]), sorted(encounters))
    assert len(kept["machine"][0]) == len(given) - 1 and len(kept["machine"][1]) > 10
    assert kept["cluster"] == kept["machine"]
    # And they are those that the workers made.
    [broken] = pq.read_table(tmp_path / "history/errors").to_pylist()
    assert broken["id"] == "broken"
    made = [json.loads(r) for r in pq.read_table(tmp_path / "history/records")["record"].to_pylist()]
    for record in made:
        record["source"].pop("path")
    assert sorted(made, key=lambda r: r["id"]) == kept["cluster"][0]


def executors() -> list[int]:
    """The executors of this session: children of its driver."""
    out = subprocess.run(["ps", "-Aww", "-o", "pid=", "-o", "ppid=", "-o", "args="], capture_output=True, text=True, check=True).stdout
    processes = [line.split(None, 2) for line in out.splitlines()]
    ours = {str(os.getpid())}
    for _ in range(3):
        ours |= {pid for pid, parent, _ in processes if parent in ours}
    return [int(pid) for pid, _, args in processes if pid in ours and "CoarseGrainedExecutorBackend" in args]


def test_a_worker_killed_in_mid_job(session: SparkSession, tmp_path: Path) -> None:
    n = 4000
    df = session.createDataFrame([(id, day, text * 60) for id, day, text in rows(n)], "id string, day string, body string")
    read = mspark.read(df.repartition(16), text_col="body", published_col="day", id_col="id")
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        # In mid-job: some of the sixteen tasks are done, others are not.
        tracker = session.sparkContext.statusTracker()
        while not over.is_set():
            for job in tracker.getActiveJobsIds():
                info = tracker.getJobInfo(job)
                stages = [tracker.getStageInfo(s) for s in (info.stageIds if info else [])]
                if any(s and 1 <= s.numCompletedTasks < s.numTasks and s.numTasks == 16 for s in stages):
                    if pids := executors():
                        os.kill(pids[0], signal.SIGKILL)
                        killed.append(pids[0])
                        return
            time.sleep(0.01)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        read.drop("text").write.parquet(str(tmp_path / "killed"))
    finally:
        over.set()
        thread.join()
    assert killed, "the job was over before a worker could be killed"
    back = session.read.parquet(str(tmp_path / "killed")).collect()
    assert len(back) == n and len({r.id for r in back}) == n
    given = [{"id": id, "published": day, "text": text * 60} for id, day, text in rows(n)]
    assert {r.id: r.record for r in back} == {r.id: r.to_json() for r in mahdar.read_many(given)}
