#!/usr/bin/env bash
# How fast a history is made and how it stands what happens to it. Prints a line for each figure; docs/history.md has them.
#
#   benches/history.sh [ARTICLES.jsonl]      (default: ../shared/corpus/articles.jsonl, else the bundled articles)
#
# Takes some minutes. MAHDAR_KILL_ROUNDS (200) and MAHDAR_BENCH_EVENTS (1000000) make it shorter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
articles=${1:-../shared/corpus/articles.jsonl}
[ -f "$articles" ] || articles=data/demo/articles.jsonl
cargo build --release --locked --quiet --workspace
target=$(cargo metadata --format-version 1 --no-deps --locked | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
mahdar="$target/release/mahdar"
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null || true; rm -rf "$work"' EXIT

# Seconds and, where the system has a time that tells, megabytes at the height.
timed() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err" || [ $? -eq 1 ]
    read -r seconds kilobytes < <(tail -n 1 "$work/time")
    megabytes=$((kilobytes / 1024))
  else
    local since; since=$(date +%s.%N)
    "$@" >"$work/out" 2>"$work/err" || [ $? -eq 1 ]
    seconds=$(echo "$(date +%s.%N) - $since" | bc)
    megabytes="?"
  fi
}
rate() { awk -v n="$1" -v s="$2" 'BEGIN { printf "%.0f", n / s }'; }

n=$(grep -c . "$articles")
echo "== $n articles of $articles, $(nproc) processors"
timed "$mahdar" read "$articles" --format jsonl
read_rate=$(rate "$n" "$seconds")
echo "engine alone:   $read_rate articles/s, $megabytes MB"
timed "$mahdar" ingest "$articles" --db "$work/a.db"
stored=$(sed -n 's/.*(\([0-9]*\) articles a second).*/\1/p' "$work/out")
echo "ingest:         $stored articles/s stored and on disk ($(awk -v a="$stored" -v b="$read_rate" 'BEGIN { printf "%.0f", a * 100 / b }') % of the engine), $(rate "$n" "$seconds") with settling, $megabytes MB"
once=$megabytes
timed "$mahdar" ingest "$articles" --db "$work/a.db"
echo "the same again: $(rate "$n" "$seconds") articles/s"

echo "== ten times as many"
# Each time with its sentences in another order and a word of its own, so that none is a copy of another.
awk -v n=10 '{ for (k = 0; k < n; k++) { line = $0
    if (match(line, /"id": *"/)) line = substr(line, 1, RSTART + RLENGTH - 1) k "-" substr(line, RSTART + RLENGTH)
    if (k && match(line, /"text": *"/)) { head = substr(line, 1, RSTART + RLENGTH - 1); rest = substr(line, RSTART + RLENGTH)
      cut = 0; at = 0; while ((p = index(substr(rest, at + 1), ". ")) > 0 && cut < k) { at += p + 1; cut++ }
      end = match(rest, /[^\\]"/); text = substr(rest, 1, end); tail = substr(rest, end + 1)
      if (at > 0 && at < end) text = substr(text, at + 1) " " substr(text, 1, at - 1)
      line = head "x" k " " text tail }
    print line } }' "$articles" >"$work/ten.jsonl"
timed "$mahdar" ingest "$work/ten.jsonl" --db "$work/ten.db" --fast
echo "ingest:         $(sed -n 's/.*(\([0-9]*\) articles a second).*/\1/p' "$work/out") articles/s, $megabytes MB (with a tenth of them $once MB)"
rm -f "$work"/ten.*

echo "== questions from the command line, start and all"
for words in الصين "التعاون التجاري" '"وزير الخارجية"' 'استراتيج*'; do
  timed "$mahdar" search "$words" --db "$work/a.db" --limit 20
  echo "search $words: $seconds s"
done
timed "$mahdar" pair KAZ CHN --db "$work/a.db"
echo "pair KAZ CHN: $seconds s"

echo "== a disk that is full"
mkdir "$work/small"
if mount -t tmpfs -o size=12m tmpfs "$work/small" 2>/dev/null; then
  code=0; "$mahdar" ingest "$articles" --db "$work/small/m.db" >"$work/out" 2>"$work/err" || code=$?
  grep -E '^(error|hint)' "$work/err" || true
  before=$("$mahdar" query articles --db "$work/small/m.db" --format csv 2>/dev/null | wc -l)
  code2=0; "$mahdar" ingest "$articles" --db "$work/small/m.db" >"$work/out" 2>"$work/err" || code2=$?
  after=$("$mahdar" query articles --db "$work/small/m.db" --format csv 2>/dev/null | wc -l)
  echo "exit codes $code and $code2; articles that can be read: $((before - 1)), after a second try $((after - 1))"
else
  echo "left out: a small file system cannot be mounted here; cargo test -p mahdar-store has a test with a limit instead"
fi

echo "== killed ${MAHDAR_KILL_ROUNDS:-200} times"
MAHDAR_KILL_ROUNDS=${MAHDAR_KILL_ROUNDS:-200} cargo test --release --locked --quiet --workspace --test kill 2>&1 | grep -E 'test result|panicked'

echo "== questions over many events"
cargo bench --locked --quiet --workspace --bench queries
