#!/bin/sh
# Contests whose judges stay in their rooms between breaks, two of them scoring in every room: benches/seated.sh [SECONDS] [THREADS]
# One break less than rooms (at least one); the contests of benches/peers/contest.sh otherwise. Prints one row for each; needs
# python3 to change workshop.toml and to read result.json.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
threads=${2:-2}
[ -n "${KUMIWAKE:-}" ] || cargo build --release --quiet
kumiwake=${KUMIWAKE:-target/release/kumiwake}
echo "| teams / rooms / judges, seed | cost | bound | seconds |"
echo "| --- | --- | --- | --- |"
for shape in ${SHAPES:-12/2/8 24/2/10 36/3/14 48/4/18}; do
  teams=${shape%%/*}
  judges=${shape##*/}
  rooms=${shape#*/}
  rooms=${rooms%/*}
  for seed in ${SEEDS:-1 2}; do
    folder=target/seated/$teams-$rooms-$judges-$seed
    rm -rf "$folder"
    "$kumiwake" generate "$folder" --people $((teams * 5)) --themes "$teams" --teams-per-theme 1 --presentations contest \
      --rooms "$rooms" --judges "$judges" --seed "$seed" >/dev/null
    python3 - "$folder/workshop.toml" "$rooms" <<'PYTHON'
import re
import sys

path, rooms = sys.argv[1], int(sys.argv[2])
text = open(path, encoding="utf-8").read()
at = text.index('id = "presentations"')
head, session = text[:at], text[at:]
minutes = lambda clock: int(clock[:2]) * 60 + int(clock[3:])
clock = lambda minute: f"{minute // 60:02}:{minute % 60:02}"
begin, end = (minutes(re.search(rf'{key} = "(\d\d:\d\d)"', session)[1]) for key in ("start", "end"))
slots, count = (end - begin) // 12, max(1, rooms - 1)
block, breaks = -(-slots // (count + 1)), []
for _ in range(count):
    begin += block * 12 + 2
    breaks.append(f'"{clock(begin - 4)}-{clock(begin)}"')
session = session.replace(f'end = "{clock(end)}"', f'end = "{clock(end + 2 * count)}"\nbreaks = [{", ".join(breaks)}]', 1)
session = session.replace("per_item = 3", "per_item = 3, seated = true, anchors = 2", 1)
open(path, "w", encoding="utf-8").write(head + session)
PYTHON
    "$kumiwake" solve "$folder/workshop.toml" --quiet --time-limit 20 --out "$folder/teams" >/dev/null || true
    code=0
    "$kumiwake" solve "$folder/workshop.toml" --quiet --time-limit "$seconds" --threads "$threads" \
      --teams "$folder/teams/result.json" --out "$folder/out" >/dev/null || code=$?
    python3 - "$folder/out/result.json" "$shape, seed $seed" "$code" <<'PYTHON'
import json
import sys

result = json.load(open(sys.argv[1], encoding="utf-8"))
session = next(s for s in result["sessions"] if s["id"] == "presentations")
shown = lambda key: " / ".join(f"{level[key]:.6g}" for level in session["levels"] if level["priority"] > 0 or level["cost"] > 0)
told = "" if sys.argv[3] == "0" else f" (exit status {sys.argv[3]})"
print(f"| {sys.argv[2]}{told} | {shown('cost')} | {shown('bound')} | {result['solver']['seconds']:.1f} |", flush=True)
PYTHON
  done
done
