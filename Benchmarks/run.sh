#!/bin/sh
# Measures the engine and its peers on the same graphs and prints a table.
#
#   Benchmarks/run.sh                            on graphs drawn from the seed 1, written to Benchmarks/.build/graphs
#   Benchmarks/run.sh FILE.csr[:SOURCE] …        on these, starting from node SOURCE (else the busiest)
#
# PEERS="scipy igraph" picks peers, PEERS= none; HUGE=1 adds 10⁷ nodes and 10⁸ edges (1.5 GB).
# The whole of it takes about half an hour on two cores, nearly all of it the peers'.
set -eu
cd "$(dirname "$0")"
build=.build
graphs=$build/graphs
mkdir -p "$graphs"
swift build -c release --product GraphBenchmarks >&2
tool=$build/release/GraphBenchmarks
cc -O3 -o $build/plain plain.c
peers=${PEERS-"plain scipy networkit igraph rustworkx graphblas networkx"}
if [ ! -x $build/venv/bin/python ]; then python3 -m venv $build/venv; fi
$build/venv/bin/pip install -q -r requirements.txt >&2
results=$build/results.jsonl
: > $results

if [ $# -eq 0 ]; then
  for shape in lineage-small lineage-large recursive-matrix hub; do
    [ -f $graphs/$shape.csr ] || $tool generate $shape -o $graphs/$shape.csr >&2
    set -- "$@" $graphs/$shape.csr
  done
fi

for argument in "$@"; do
  file=${argument%:*}
  source=
  [ "$file" = "$argument" ] || source="--source ${argument##*:}"
  {
    $tool measure "$file" $source --operations reach,components --repetitions 31
    case $(basename "$file") in
      lineage-large*|dagL*) $tool measure "$file" --repetitions 1 \
        --operations blast-radius,gated-blast-radius,gated-trials ;;
      *) $tool measure "$file" --operations blast-radius,gated-blast-radius --repetitions 3 ;;
    esac
    for peer in $peers; do
      repetitions=5
      [ $peer != plain ] || repetitions=31
      timeout 1200 $build/venv/bin/python peers.py "$file" $peer reach,components,blast-radius \
        $source --repetitions $repetitions || echo "$peer failed on $file" >&2
    done
  } | tee -a $results >&2
done
if [ "${HUGE-}" = 1 ]; then
  [ -f $graphs/lineage-huge.csr ] || $tool generate lineage-huge -o $graphs/lineage-huge.csr >&2
  $tool measure $graphs/lineage-huge.csr --operations reach,gated-reach | tee -a $results >&2
  $build/venv/bin/python peers.py $graphs/lineage-huge.csr plain reach | tee -a $results >&2
fi
$build/venv/bin/python table.py < $results
