#!/usr/bin/env bash
# Compares an import with what Python takes only to parse the same file: Benchmarks/import.sh [FOLDER]
# The inputs (twice about 1 GB, and 70 MB) are written to FOLDER, .build/imports unless given. Each line: who, what, processor time and memory.
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "$0")")
folder=$(realpath -m -- "${1:-$here/../.build/imports}")
program=${EXPOSURE:-$here/../.build/release/exposure}
mkdir -p "$folder"
[ -s "$folder/history.ndjson" ] || python3 "$here/import_inputs.py" history "$folder/history.ndjson"
[ -s "$folder/named.ndjson" ] || python3 "$here/import_inputs.py" named "$folder/named.ndjson"
[ -s "$folder/manifest.json" ] || python3 "$here/import_inputs.py" manifest "$folder/manifest.json"
ls -l "$folder/history.ndjson" "$folder/named.ndjson" "$folder/manifest.json" | awk '{ print $5, $NF }'

# Runs a command and prints its processor time and its most memory.
measure() {
  local name=$1
  shift
  python3 - "$name" "$@" <<'PYTHON'
import resource, subprocess, sys
name, *command = sys.argv[1:]
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{name:40} {used.ru_utime + used.ru_stime:8.2f} s {used.ru_maxrss / 1024:8.0f} MB")
PYTHON
}

lines='import json, sys
for line in open(sys.argv[1], "rb"): json.loads(line)'
whole='import json, sys
json.load(open(sys.argv[1], "rb"))'
for name in history named; do
  measure "python json, $name" python3 -c "$lines" "$folder/$name.ndjson"
  measure "exposure import, $name" "$program" import openlineage "$folder/$name.ndjson" -o "$folder/$name.yaml" --quiet
done
measure "python json.load, manifest" python3 -c "$whole" "$folder/manifest.json"
measure "exposure import, manifest" "$program" import dbt "$folder/manifest.json" -o "$folder/manifest.yaml" --quiet
