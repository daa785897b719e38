#!/usr/bin/env bash
# dbt-colibri 0.3.7 with the sqlglot that pip picks for it (30.30.0): every column of a model with
# UNION has an empty list of parents in the report, and the command succeeds.
#
# Expected, from the README: column lineage of a dbt project from manifest.json and catalog.json. Its
#   requirement is sqlglot 30.0.0 or later, so 30.30.0 is allowed.
# Seen: exit code 0 and "Report completed!". In colibri-manifest.json the model made with UNION has
#   "parents": {"id": [], "email": []}, just as a model without sources; its neighbour has them. Only
#   the log tells (an attribute that this sqlglot no longer has). The edge between the models stays.
# Here: another tool reads the JSON. There "could not be computed" and "comes from nowhere" look the
#   same, and a table made of several others is where people come together.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'dbt-colibri==0.3.7' 'sqlglot==30.30.0'

cat >"$work/seen" <<'SEEN'
dbt-colibri 0.3.7, sqlglot 30.30.0
exit code 0, errors in the log: 2
copied: email from client.email, id from client.id
united: email from nothing, id from nothing
tables: copied from client, united from client
SEEN

cat >"$work/project.py" <<'PY'
"""Writes the manifest and the catalog of a project with one source and two models."""
import json
import sys

client = "source.shop.crm.client"
read = 'select id, email from "shop"."crm"."client"'
sql = {"copied": read, "united": f"{read} union all {read}"}


def resource(uid, schema, **more):
    name = uid.split(".")[-1]
    return {"unique_id": uid, "resource_type": uid.split(".")[0], "name": name, "alias": name,
            "identifier": name, "database": "shop", "schema": schema, "package_name": "shop",
            "relation_name": f'"shop"."{schema}"."{name}"', "path": f"{name}.sql",
            "original_file_path": f"models/{name}.sql", "fqn": ["shop", name], "description": "",
            "columns": {}, "tags": [], "meta": {}, **more}


def catalogued(entry):
    return {"unique_id": entry["unique_id"], "stats": {},
            "metadata": {"type": "BASE TABLE", "database": "shop", "schema": entry["schema"],
                         "name": entry["name"], "comment": None, "owner": None},
            "columns": {name: {"type": "VARCHAR", "index": index, "name": name, "comment": None}
                        for index, name in enumerate(("id", "email"), 1)}}


def document(kind, version, **content):
    schema = f"https://schemas.getdbt.com/dbt/{kind}/{version}.json"
    with open(f"{sys.argv[1]}/{kind}.json", "w") as file:
        json.dump({"metadata": {"dbt_schema_version": schema, "dbt_version": "1.12.0",
                                "adapter_type": "duckdb", "project_name": "shop"}, **content}, file)


sources = {client: resource(client, "crm", source_name="crm", config={})}
nodes = {uid: resource(uid, "main", compiled_code=text, raw_code=text, language="sql",
                       config={"materialized": "table"}, refs=[], sources=[],
                       depends_on={"nodes": [client], "macros": []})
         for uid, text in ((f"model.shop.{name}", text) for name, text in sql.items())}
document("manifest", "v12", nodes=nodes, sources=sources, macros={}, docs={}, exposures={},
         metrics={}, groups={}, selectors={}, disabled={}, semantic_models={}, saved_queries={},
         unit_tests={}, group_map={}, child_map={client: list(nodes), **{uid: [] for uid in nodes}},
         parent_map={client: [], **{uid: [client] for uid in nodes}})
document("catalog", "v1", nodes={uid: catalogued(node) for uid, node in nodes.items()},
         sources={client: catalogued(sources[client])}, errors=None)
PY
"$work/venv/bin/python" "$work/project.py" "$work"

code=0
HOME=$work DO_NOT_TRACK=1 "$work/venv/bin/colibri" generate --manifest "$work/manifest.json" --catalog "$work/catalog.json" \
  --output-dir "$work/report" --disable-telemetry >"$work/log" 2>&1 || code=$?

"$work/venv/bin/python" - "$work" "$code" >"$work/now" <<'PY'
import importlib.metadata
import json
import sys

work, code = sys.argv[1:]
packages = ("dbt-colibri", "sqlglot")
print(", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages))
log = open(f"{work}/log").read()
print(f"exit code {code}, errors in the log: {log.count('[ERROR]')}")
lineage = json.load(open(f"{work}/report/colibri-manifest.json"))["lineage"]
last = lambda uid: uid.split(".")[-1]
for model, columns in sorted(lineage["parents"].items()):
    if model.startswith("model."):
        print(f"{last(model)}:", ", ".join(
            f"{column} from " + (", ".join(f"{last(p['dbt_node'])}.{p['column']}" for p in parents) or "nothing")
            for column, parents in sorted(columns.items())))
print("tables:", ", ".join(sorted(f"{last(edge['target'])} from {last(edge['source'])}"
                                  for edge in lineage["edges"] if not edge["sourceColumn"])))
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
