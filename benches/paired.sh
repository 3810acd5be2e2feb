#!/usr/bin/env bash
# Is a build slower than another one? benches/paired.sh OLD NEW [ROUNDS]
#
# Both programs do the same fixed work, in turn. Where the processor's counters may be read (perf), instructions are compared: they
# hardly vary. Elsewhere it is the processor time of each pair, run one after the other in changing order: what else the machine
# does hits both. Exit status 4 where NEW takes over 3 % more, in instructions or in all pairs but one. Wall seconds are never
# compared, and a machine is never compared with another one.
set -euo pipefail
old=$(realpath "$1")
new=$(realpath "$2")
rounds=${3:-7}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$new" generate "$work/plain" --people 480 --no-sessions >/dev/null
"$new" generate "$work/rich" --people 120 --rules rich --no-sessions >/dev/null
sed 's/^strategies.*/strategies = ["random", "lottery"]/; s/^seeds.*/seeds = 300/' instances/studies/quick.toml |
    sed "s#\"\.\./recipes#\"$PWD/instances/recipes#" >"$work/study.toml"

# The work: a name, then arguments.
jobs=(
    "search-480 solve $work/plain/workshop.toml --quiet --method search --iterations 4000000 --threads 1"
    "search-rich-120 solve $work/rich/workshop.toml --quiet --method search --iterations 2000000 --threads 1"
    "compare-by-hand compare $work/study.toml --quiet --threads 1"
)
counters=0
perf stat -x, -e instructions:u true 2>&1 | grep -q '^[0-9]' && counters=1

# What one run of a program takes: instructions, or processor seconds.
take() {
    local out="$work/out"
    rm -rf "$out"
    if [ "$counters" -eq 1 ]; then
        perf stat -x, -e instructions:u -o "$work/perf" "$@" --out "$out" >/dev/null || true
        grep instructions "$work/perf" | cut -d , -f 1
    else
        # Bash's own clock for children: user and system seconds.
        local TIMEFORMAT='%U %S'
        { time "$@" --out "$out" >/dev/null 2>&1 || true; } 2>&1 | awk '{ print $1 + $2 }'
    fi
}

slower=0
for job in "${jobs[@]}"; do
    read -r -a words <<<"$job"
    arguments=("${words[@]:1}")
    : >"$work/pairs"
    for round in $(seq "$([ "$counters" -eq 1 ] && echo 1 || echo "$rounds")"); do
        if [ $((round % 2)) -eq 1 ]; then
            a=$(take "$old" "${arguments[@]}")
            b=$(take "$new" "${arguments[@]}")
        else
            b=$(take "$new" "${arguments[@]}")
            a=$(take "$old" "${arguments[@]}")
        fi
        echo "$a $b" >>"$work/pairs"
    done
    verdict=$(awk -v counters="$counters" '
        { ratio[NR] = $1 > 0 ? $2 / $1 : 1; over += ratio[NR] > 1.03 }
        END {
            n = asort_(ratio, NR)
            limit = NR > 3 ? NR - 1 : NR
            printf "%s %.3f (%.3f to %.3f)", (over >= limit ? "SLOWER" : "ok"), ratio[int((NR + 1) / 2)], ratio[1], ratio[NR]
        }
        function asort_(list, count,   i, j, swap) {
            for (i = 2; i <= count; i++)
                for (j = i; j > 1 && list[j] < list[j - 1]; j--) { swap = list[j]; list[j] = list[j - 1]; list[j - 1] = swap }
            return count
        }' "$work/pairs")
    unit=$([ "$counters" -eq 1 ] && echo instructions || echo "processor time, $rounds pairs")
    echo "${words[0]}: new / old = ${verdict#* } [$unit] ${verdict%% *}"
    case $verdict in SLOWER*) slower=1 ;; esac
done
[ "$slower" -eq 0 ] || exit 4
