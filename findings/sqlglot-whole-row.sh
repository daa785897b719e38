#!/usr/bin/env bash
# sqlglot 30.30.0, column lineage: a query that packs the whole row of a table into one column has
# no source column at all, although the schema is known.
#
# Expected, from the reference of sqlglot.lineage: the node of an output column leads to the columns
#   it is made of, given the schema. A select of * is expanded with that schema.
# Seen: row_to_json(c), to_jsonb(c) and json_agg(c) of PostgreSQL, to_json_string(c) of BigQuery,
#   object_construct(*) of Snowflake and to_json(struct(*)) of Databricks end at the output column
#   itself. The same column built from c.email leads to c.email.
# Here: whole rows in JSON are how people's data leave a warehouse (exports, queues, logs). A column
#   without sources reads as "made of no personal data". Several lineage tools build on sqlglot.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'sqlglot==30.30.0'

cat >"$work/seen" <<'SEEN'
sqlglot 30.30.0
postgres: jsonb_build_object('email', c.email): c.email
postgres: row_to_json(c): no source
postgres: to_jsonb(c): no source
postgres: json_agg(c): no source
bigquery: to_json_string(c): no source
snowflake: object_construct(*): no source
databricks: to_json(struct(*)): no source
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import sqlglot
from sqlglot.lineage import lineage

print("sqlglot", sqlglot.__version__)
schema = {"client": {"id": "int", "email": "text", "phone": "text"}}
for dialect, packed in (
    ("postgres", "jsonb_build_object('email', c.email)"),
    ("postgres", "row_to_json(c)"),
    ("postgres", "to_jsonb(c)"),
    ("postgres", "json_agg(c)"),
    ("bigquery", "to_json_string(c)"),
    ("snowflake", "object_construct(*)"),
    ("databricks", "to_json(struct(*))"),
):
    root = lineage("j", f"select {packed} as j from client as c", schema, dialect=dialect)
    sources = sorted({node.name for node in root.walk()} - {root.name})
    print(f"{dialect}: {packed}: {', '.join(sources) or 'no source'}")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
