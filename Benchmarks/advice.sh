#!/usr/bin/env bash
# Processor time (user and system) of advice on an architecture, beside an older build in the same run.
#   Benchmarks/advice.sh NEW OLD       two release builds of the program; OLD may be left out
#   COMPARED=old/graphs/third-party-payment.yaml: the file with four variants that both builds read
#   REPETITIONS=5 ONLY=spof Benchmarks/advice.sh NEW OLD
# Each line: the work, the median of each build, how many times as long the older one takes.
set -euo pipefail
cd "$(dirname "$0")/.."
new=$1 old=${2:-} repetitions=${REPETITIONS:-3} only=${ONLY:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for size in 60 100 300 1000 2000; do python3 Benchmarks/advice.py "$size" > "$folder/$size.yaml"; done

# Seconds of processor time of a command.
seconds() { # program arguments…
  local TIMEFORMAT='%U %S'
  { time timeout "${LIMIT:-900}" "$@" > "$folder/answer" 2> "$folder/errors" || true; } 2>&1 \
    | awk '{ print $1 + $2 }'
}
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

measure() { # name arguments…
  local name=$1
  shift
  if [[ -n $only && $name != *$only* ]]; then return; fi
  : > "$folder/new" && : > "$folder/old"
  for ((i = 0; i < repetitions; i++)); do
    seconds "$new" "$@" >> "$folder/new"
    if [[ -n $old ]]; then seconds "$old" "$@" >> "$folder/old"; fi
  done
  local mine theirs
  mine=$(median < "$folder/new") theirs=$(median < "$folder/old")
  awk -v n="$name" -v a="$mine" -v b="${theirs:-0}" \
    'BEGIN { printf "%-44s %8.2f s %8.2f s %6.1f×\n", n, a, b, (a > 0 ? b / a : 0) }'
}

measure "harden expected, 60 systems, budget 5" harden "$folder/60.yaml" --by expected --budget 5 --quiet
measure "harden expected, 100 systems, budget 2" harden "$folder/100.yaml" --by expected --budget 2 --quiet
measure "harden, 300 systems" harden "$folder/300.yaml" --quiet
measure "compare, four variants" compare "${COMPARED:-graphs/third-party-payment.yaml}" --quiet
measure "spof, order 2, 2,000 systems" spof "$folder/2000.yaml" --order 2 --quiet
