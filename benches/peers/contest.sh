#!/bin/sh
# Kumiwake beside OR-Tools' CP-SAT and conference-scheduler on generated contests: benches/peers/contest.sh [SECONDS] [WORKERS]
# Installs both from PyPI into a virtual environment under target/; needs python3 (3.11 or later). Nothing else uses it.
# SHAPES lists teams/rooms/judges, SEEDS the seeds. Teams are formed first and are the same for all; only the timetable of the
# contest is timed (of Kumiwake: the whole command, with all files written).
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
workers=${2:-2}
venv=target/peers/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import ortools, conference_scheduler' 2>/dev/null ||
  "$venv/bin/python" -m pip install --quiet 'ortools==9.14.6206' 'conference-scheduler==3.0.1'
[ -n "${KUMIWAKE:-}" ] || cargo build --release --quiet
kumiwake=${KUMIWAKE:-target/release/kumiwake}
echo "| teams / rooms / judges, seed | Kumiwake: cost | bound | seconds | CP-SAT: cost | bound | seconds | conference-scheduler (places only): seconds |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
for shape in ${SHAPES:-8/1/5 12/1/5 12/2/8 24/2/10 36/3/14 48/4/18}; do
  teams=${shape%%/*}
  judges=${shape##*/}
  rooms=${shape#*/}
  rooms=${rooms%/*}
  for seed in ${SEEDS:-1 2 3}; do
    folder=target/peers/contest-$teams-$rooms-$judges-$seed
    rm -rf "$folder"
    "$kumiwake" generate "$folder" --people $((teams * 5)) --themes "$teams" --teams-per-theme 1 --presentations contest \
      --rooms "$rooms" --judges "$judges" --seed "$seed" >/dev/null
    "$kumiwake" solve "$folder/workshop.toml" --quiet --time-limit 20 --out "$folder/teams" >/dev/null || true
    "$venv/bin/python" benches/peers/contest.py "$folder" "$kumiwake" "$seconds" "$workers" "$shape, seed $seed"
  done
done
