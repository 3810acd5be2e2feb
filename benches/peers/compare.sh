#!/bin/sh
# Kumiwake beside OR-Tools' CP-SAT on generated workshops: benches/peers/compare.sh [SECONDS] [WORKERS]
# Installs OR-Tools from PyPI into a virtual environment under target/; needs python3 (3.11 or later). Nothing else uses it.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
workers=${2:-2}
venv=target/peers/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import ortools' 2>/dev/null || "$venv/bin/pip" install --quiet 'ortools==9.14.6206'
cargo build --release --quiet
shapes=${SHAPES:-"plain:40 plain:120 plain:480 rich:36 rich:48 rich:60 rich:84"}
for shape in $shapes; do
  rules=${shape%%:*}
  people=${shape##*:}
  for seed in ${SEEDS:-1 2 3}; do
    folder=target/peers/$rules-$people-$seed
    rm -rf "$folder"
    sizes=""
    [ "$rules" = plain ] || sizes="--team-size 5..7 --teams-per-theme 1..2"
    # shellcheck disable=SC2086
    target/release/kumiwake generate "$folder" --people "$people" --rules "$rules" $sizes --no-sessions --seed "$seed" >/dev/null
    target/release/kumiwake solve "$folder/workshop.toml" --quiet --time-limit "$seconds" --threads "$workers" || true
    "$venv/bin/python" benches/peers/cpsat.py "$folder/workshop.toml" "$seconds" "$workers" >"$folder/cpsat.json"
    "$venv/bin/python" benches/peers/table.py "$rules $people, seed $seed" "$folder/out/result.json" "$folder/cpsat.json"
  done
done
