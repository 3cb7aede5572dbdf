"""What coding many articles costs: one thread, all threads, processes, a Spark cluster of two workers on this machine.

    python scale.py ARTICLES.jsonl --articles 20000 --price 0.05

The articles of the file are taken again and again, under new ids, until there are as many as
asked. Processor time is that of all processes that take part, read from /proc (Linux): it says what a machine of one's own
would need also where this one is busy. Spark is left out where pyspark or Java is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

import mahdar

TICKS = os.sysconf("SC_CLK_TCK")
#: Articles that the Arabic press publishes in a day, about.
DAY = 300_000
TEN_YEARS = DAY * 3652
CHUNK = 1000

Rows = list[dict[str, Any]]


@dataclass
class Cost:
    name: str
    start: float
    wall: float
    cpu: float
    memory: int


def family() -> Iterator[tuple[float, int]]:
    """Processor seconds and resident bytes of this process and of all that come from it."""
    found: dict[int, tuple[int, float, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:  # it has just ended
                continue
            # Of children that have ended the parent holds the time.
            found[int(entry.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / TICKS, int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))
    ours = {os.getpid()}
    while more := {pid for pid, (parent, _, _) in found.items() if parent in ours} - ours:
        ours |= more
    return ((cpu, memory) for pid, (_, cpu, memory) in found.items() if pid in ours)


def measured(name: str, start: float, work: Callable[[], str]) -> tuple[Cost, str]:
    peak, over = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.2):
            peak = max(peak, sum(memory for _, memory in family()))

    before, clock = sum(cpu for cpu, _ in family()), time.perf_counter()
    watcher = threading.Thread(target=watch)
    watcher.start()
    made = work()
    wall = time.perf_counter() - clock
    over.set()
    watcher.join()
    return Cost(name, start, wall, sum(cpu for cpu, _ in family()) - before, peak), made


def digest(pairs: Iterator[tuple[str, str]]) -> str:
    """The same for the same records in whatever order: each way must make the bytes of the others."""
    digests = (hashlib.sha256(f"{id} {record}".encode()).digest() for id, record in pairs)
    return f"{sum(int.from_bytes(d[:8], 'big') for d in digests) % 2**64:016x}"


def in_threads(rows: Rows, jobs: int) -> tuple[Cost, str]:
    clock = time.perf_counter()
    knowledge = mahdar.Knowledge(jobs=jobs)
    start = time.perf_counter() - clock
    # As a stream: memory does not grow with the articles.
    read = lambda: digest((r.id, r.to_json()) for r in mahdar.iter_many(rows, knowledge=knowledge) if isinstance(r, mahdar.Record))
    return measured(f"one process, {jobs} thread{'s' if jobs > 1 else ''}", start, read)


def in_process(rows: Rows) -> int:
    return int(digest((r.id, r.to_json()) for r in mahdar.read_many(rows, jobs=1)), 16)


def in_processes(rows: Rows, n: int) -> tuple[Cost, str]:
    clock = time.perf_counter()
    with ProcessPoolExecutor(n) as pool:
        list(pool.map(in_process, [rows[:1]] * n))
        start = time.perf_counter() - clock
        chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
        return measured(f"{n} processes", start, lambda: f"{sum(pool.map(in_process, chunks)) % 2**64:016x}")


def in_spark(rows: Rows) -> tuple[Cost, str]:
    import pyarrow as pa
    import pyarrow.parquet as pq
    import pyspark
    from pyspark.sql import SparkSession

    from mahdar import spark

    with tempfile.TemporaryDirectory() as temporary:
        given = Path(temporary) / "given"
        given.mkdir()
        for i in range(0, len(rows), CHUNK):
            pq.write_table(pa.Table.from_pylist(rows[i : i + CHUNK]), given / f"{i}.parquet")
        os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
        os.environ["PYSPARK_PYTHON"] = sys.executable
        clock = time.perf_counter()
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.executor.memory", "1g")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
            .getOrCreate()
        )
        try:
            df = session.read.parquet(str(given))
            spark.read(df.limit(10), "text", "published", "id").collect()
            start = time.perf_counter() - clock
            out = f"{temporary}/records"

            def work() -> str:
                spark.read(df, "text", "published", "id").write.parquet(out)
                return ""

            cost, _ = measured("Spark, local-cluster of 2 workers with a core each, Parquet in and out", start, work)
            records = pq.read_table(out, columns=["id", "record"]).to_pylist()
            return cost, digest((r["id"], r["record"]) for r in records)
        finally:
            session.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--price", type=float, default=0.05, help="dollars for a core and its memory for an hour")
    args = parser.parse_args()
    with args.file.open(encoding="utf-8") as lines:
        given = [json.loads(line) for line in lines]
    rows: Rows = []
    for i, article in enumerate(itertools.islice(itertools.cycle(given), args.articles)):
        day = article.get("published") or ""
        rows.append({"id": f"n{i}", "text": article["text"], "published": day if len(day) == 10 and day[4] == "-" else None})
    size = sum(len(r["text"].encode()) for r in rows)
    print(f"{len(rows):,} articles, {size / 1e6:.1f} MB of text, on {os.cpu_count()} cores\n")

    ways: list[Callable[[], tuple[Cost, str]]] = [
        lambda: in_threads(rows, 1),
        lambda: in_threads(rows, args.processes),
        lambda: in_processes(rows, args.processes),
    ]
    try:
        import pyspark  # noqa: F401

        if shutil.which("java"):
            ways.append(lambda: in_spark(rows))
    except ImportError:
        pass
    print("| way | start, s | articles a second | … a second of one core | core-hours for a million | $ for a million | memory, MB | 300,000, core-hours | ten years, core-days |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    made = set()
    for way in ways:
        cost, records = way()
        made.add(records)
        hours = cost.cpu / 3600 / len(rows)
        cells = [cost.name, f"{cost.start:.1f}", f"{len(rows) / cost.wall:,.0f}", f"{len(rows) / cost.cpu:,.0f}"]
        cells += [f"{hours * 1e6:.2f}", f"{hours * 1e6 * args.price:.3f}"]
        cells += [f"{cost.memory / 1e6:,.0f}", f"{hours * DAY:.2f}", f"{hours * TEN_YEARS / 24:.1f}"]
        print("| " + " | ".join(cells) + " |", flush=True)
    if len(made) != 1:
        raise SystemExit("the records differ from way to way")
    print("\nThe records of all ways are the same, byte for byte.")


if __name__ == "__main__":
    main()
