#!/usr/bin/env bash
# acryl-datahub 1.7.0.17: an observed "alter table client rename to person" becomes lineage from
# person to client, against the way the data went.
#
# Expected, from the documentation of SQL lineage in DataHub: upstreams of a table are the tables it
#   was made from. After the rename the rows of client are in person. Connectors that know of a
#   rename can report it in a call of its own, after which the old name stands for the new.
# Seen: an upstreamLineage aspect on client with person as its upstream. What is built from person
#   afterwards has no way back to client.
# Here: a query log is the usual source of lineage. The question what depends on the data of client
#   gets the reverse answer: client depends on person, and nothing depends on client.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  'acryl-datahub[sql-parser]==1.7.0.17' 'sqlparse==0.6.1' 'sqlglot==30.12.0'

cat >"$work/seen" <<'SEEN'
acryl-datahub 1.7.0.17
create table person as select id, email from client
    person is made from client
alter table client rename to person
    client is made from person
alter table client rename to person; create table letter as select email from person
    client is made from person
    letter is made from person
SEEN

HOME=$work DATAHUB_TELEMETRY_ENABLED=false "$work/venv/bin/python" -W ignore - >"$work/now" <<'PY'
import importlib.metadata
from datetime import datetime, timezone

from datahub.sql_parsing.sql_parsing_aggregator import ObservedQuery, SqlParsingAggregator

print("acryl-datahub", importlib.metadata.version("acryl-datahub"))


def observe(*statements):
    aggregator = SqlParsingAggregator(
        platform="postgres", generate_lineage=True, generate_queries=False,
        generate_usage_statistics=False, generate_operations=False)
    for minute, statement in enumerate(statements):
        when = datetime(2026, 3, 1, 10, minute, tzinfo=timezone.utc)
        aggregator.add_observed_query(ObservedQuery(
            query=statement, timestamp=when, default_db="shop", default_schema="crm"))
    print("; ".join(statements))
    name = lambda urn: urn.split(",")[1].removeprefix("shop.crm.")
    lines = [f"    {name(row.entityUrn)} is made from {name(upstream.dataset)}"
             for row in aggregator.gen_metadata() if row.aspectName == "upstreamLineage"
             for upstream in row.aspect.upstreams]
    print("\n".join(sorted(lines)))


rename = "alter table client rename to person"
observe("create table person as select id, email from client")
observe(rename)
observe(rename, "create table letter as select email from person")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
