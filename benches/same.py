#!/usr/bin/env python3
"""Whether two databases hold the same, table by table, full-text index and all: same.py ONE.db OTHER.db"""

import hashlib
import sqlite3
import sys


def tables(path: str) -> dict[str, tuple[int, str]]:
    """For each table how many rows it has, and a hash of them."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").fetchall()
    found = {}
    for (name,) in names:
        rows = sorted(map(repr, db.execute(f'SELECT * FROM "{name}"')))
        found[name] = (len(rows), hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest())
    return found


def main(one: str, other: str) -> int:
    a, b = tables(one), tables(other)
    different = [name for name in sorted(a.keys() | b.keys()) if a.get(name) != b.get(name)]
    for name in different:
        print(f"{name}: {a.get(name)} and {b.get(name)}")
    print(f"{len(a)} tables, {len(different)} of them different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
