"""The types that the package promises, as a type checker sees them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy")
TYPED = Path(__file__).with_name("typed.py")


def checked(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", "/dev/null", *arguments], capture_output=True, text=True)


def test_right_use_is_accepted() -> None:
    done = checked(str(TYPED))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("scale(1)", 'incompatible type "int"; expected "Event"'),
        ("mahdar.read(b'x')", 'incompatible type "bytes"; expected "str"'),
        ("mahdar.read('x').encounters[0].place.name", "has no attribute"),
        ("mahdar.read_many(['x'], errors='ignore')", "incompatible type"),
    ],
)
def test_wrong_use_is_refused(tmp_path: Path, wrong: str, told: str) -> None:
    script = tmp_path / "wrong.py"
    script.write_text(TYPED.read_text(encoding="utf-8") + f"\n\n{wrong}\n", encoding="utf-8")
    done = checked(str(script))
    assert done.returncode == 1 and told in done.stdout, done.stdout
