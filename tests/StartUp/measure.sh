#!/usr/bin/env bash
# Starts a program 20 times, after once to warm the disk's cache: milliseconds from its start to its end, median and least, and the most memory it had. "measure.sh PROGRAM ARGUMENTS..."
set -euo pipefail
"$@" > /dev/null
times=$(for _ in {1..20}; do
    start=${EPOCHREALTIME/./}
    "$@" > /dev/null
    echo $((${EPOCHREALTIME/./} - start))
done | sort -n)
memory=$({ command time -f %M "$@" > /dev/null; } 2>&1 | tail -n 1)
echo "$times" | awk -v memory="$memory" -v what="$1" '{ t[NR] = $1 } END { printf "%s: median %.1f ms, least %.1f ms, %.1f MB\n", what, (t[10] + t[11]) / 2000, t[1] / 1000, memory / 1000 }'
