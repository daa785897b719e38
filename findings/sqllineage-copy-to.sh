#!/usr/bin/env bash
# sqllineage 1.5.9: COPY table TO file, an export, is read as a write into the table; a COPY of a
# query to a file has no source at all.
#
# Expected, from the project's documentation: source tables are those a statement reads, target
#   tables those it writes. PostgreSQL copies from a table to a file with TO, from a file with FROM.
# Seen, with the dialect postgres: shop.client is the target of both directions. With a query in
#   brackets nothing is read and nothing written. No error, and FROM is right, file included.
# Here: an export is where data leave. The lineage shows nothing that reaches the file, and a write
#   into the table that never happened.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'sqllineage==1.5.9'

cat >"$work/seen" <<'SEEN'
sqllineage 1.5.9
copy shop.client from '/in/client.csv': reads /in/client.csv, writes shop.client
copy shop.client to '/out/client.csv': reads nothing, writes shop.client
copy (select email from shop.client) to '/out/mail.csv': reads nothing, writes nothing
SEEN

"$work/venv/bin/python" -W ignore - >"$work/now" <<'PY'
import importlib.metadata

from sqllineage.runner import LineageRunner

print("sqllineage", importlib.metadata.version("sqllineage"))
for statement in (
    "copy shop.client from '/in/client.csv'",
    "copy shop.client to '/out/client.csv'",
    "copy (select email from shop.client) to '/out/mail.csv'",
):
    runner = LineageRunner(statement, dialect="postgres")
    reads, writes = (", ".join(map(str, tables)) or "nothing"
                     for tables in (runner.source_tables, runner.target_tables))
    print(f"{statement}: reads {reads}, writes {writes}")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
