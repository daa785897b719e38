#!/bin/sh
# Measures loading and validating topologies of 10,000, 100,000 and 1,000,000 flows, beside PyYAML's C loader,
# which only parses them, and prints a table.
set -eu
cd "$(dirname "$0")"
build=.build
mkdir -p $build/topologies
swift build -c release --product LoadingBenchmarks >&2
tool=$build/release/LoadingBenchmarks
if [ ! -x $build/venv/bin/python ]; then python3 -m venv $build/venv; fi
$build/venv/bin/pip install -q pyyaml==6.0.3 >&2
for flows in ${FLOWS-10000 100000 1000000}; do
  file=$build/topologies/flows-$flows.yaml
  [ -f $file ] || $tool generate $flows -o $file >&2
  $tool load $file --repetitions 5
  $build/venv/bin/python load_peers.py $file
done | $build/venv/bin/python table.py
