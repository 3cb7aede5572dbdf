#!/usr/bin/env bash
# How fast the explorer answers over many articles, while more come in: load.sh MAHDAR ARTICLES.jsonl [NUMBER]
# Needs wrk, curl, python3. Makes a database of NUMBER articles (100,000) in a folder that it keeps as ./load.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mahdar=$1 articles=$2 number=${3:-100000}
mkdir -p load
if [ ! -f load/many.db ]; then
  python3 "$here/many.py" "$articles" "$number" >load/many.jsonl
  "$mahdar" ingest load/many.jsonl --db load/many.db --fast 2>load/ingest.log
fi
"$mahdar" serve --db load/many.db --port 8719 >load/serve.log 2>&1 &
server=$!
trap 'kill $server ${writer:-} 2>/dev/null' EXIT
until curl -sf -o load/first.html http://127.0.0.1:8719/; do sleep 0.2; done
for page in / /ledger /formulas /network /map /corpus /pair/KAZ-CHN /search?q=%D8%A7%D9%84%D8%B5%D9%8A%D9%86; do
  curl -s -o /dev/null -w "%{time_total} s  $page\n" "http://127.0.0.1:8719$page"
done
wrk -t1 -c8 -d15 -s "$here/lists.lua" http://127.0.0.1:8719 | grep '^lists' | sed 's/^/at rest, /'
# Further articles, other than those that are there.
python3 "$here/many.py" "$articles" $((number + 20000)) | tail -n 20000 >load/more.jsonl
"$mahdar" ingest load/more.jsonl --db load/many.db >load/more.log 2>&1 &
writer=$!
sleep 3
wrk -t1 -c8 -d15 -s "$here/lists.lua" http://127.0.0.1:8719 | grep '^lists' | sed 's/^/while articles come in, /'
