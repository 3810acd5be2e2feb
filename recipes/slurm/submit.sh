#!/usr/bin/env bash
# Runs a study as a Slurm job array, and joins the shards when all are finished:
#
#   recipes/slurm/submit.sh study.toml OUT SHARDS [further options of sbatch …]
#
# OUT must be a folder that every node sees. Give a shard some minutes of work; SHARDS may be larger than the number of nodes.
# Tasks are requeued when a node dies or their time is over, and go on where their journal ends. KUMIWAKE names the program
# (default: kumiwake). Options of sbatch (--partition, --time, --cpus-per-task …) are for the shards.
set -euo pipefail

if [ $# -lt 3 ]; then
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 1
fi
here=$(cd "$(dirname "$0")" && pwd)
study=$(realpath "$1")
out=$(realpath -m "$2")
shards=$3
shift 3
mkdir -p "$out/log"

array=$(sbatch --parsable --array="1-$shards" --requeue --open-mode=append --output="$out/log/shard-%a.txt" "$@" \
    "$here/shard.sbatch" "$study" "$out" "$shards")
# afterok waits for requeued tasks, too; where a task fails for good, the merge is cancelled instead of waiting for ever.
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes --output="$out/log/merge.txt" \
    "$here/merge.sbatch" "$out")
echo "shards: job $array; merge: job $merge; results: $out/study.html"
