#!/usr/bin/env bash
# datacontract-cli 1.2.8: the export to dbt loses the classification and the tags of nested
# properties, of the items of a list and of a whole table, and the name that the table has in the
# database.
#
# Expected, from what the export does with plain columns: classification becomes meta, tags become
#   tags. In the Open Data Contract Standard physicalName is the name in the database.
# Seen: mail keeps its mark. address (an object with a restricted street) and phones (a list of
#   restricted texts) become columns without any; so does every column of a table tagged as a whole.
#   The source is called client although the contract says crm_client.
# Here: dbt's tags and meta are where the next tool looks for personal data. Where some columns have a
#   mark, a column without one reads as checked and harmless.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'datacontract-cli==1.2.8'

cat >"$work/seen" <<'SEEN'
datacontract-cli 1.2.8
lint: passed
table client, marks none
    mail, marks confidential personal
    address, marks none
    phones, marks none
table visit, marks none
    day, marks none
SEEN

cat >"$work/contract.odcs.yaml" <<'YAML'
apiVersion: v3.0.2
kind: DataContract
id: shop
name: shop
version: 1.0.0
status: active
schema:
  - name: client
    physicalName: crm_client
    physicalType: table
    logicalType: object
    properties:
      - name: mail
        logicalType: string
        classification: confidential
        tags: [personal]
      - name: address
        logicalType: object
        properties:
          - name: street
            logicalType: string
            classification: restricted
            tags: [personal]
      - name: phones
        logicalType: array
        items:
          logicalType: string
          classification: restricted
  - name: visit
    physicalType: table
    logicalType: object
    tags: [personal]
    properties:
      - name: day
        logicalType: date
YAML
lint=passed
"$work/venv/bin/datacontract" lint "$work/contract.odcs.yaml" >"$work/log" 2>&1 || lint=failed
"$work/venv/bin/datacontract" export dbt-sources "$work/contract.odcs.yaml" --output "$work/sources.yml" >>"$work/log" 2>&1

"$work/venv/bin/python" - "$work" "$lint" >"$work/now" <<'PY'
import importlib.metadata
import sys

import yaml

work, lint = sys.argv[1:]
print("datacontract-cli", importlib.metadata.version("datacontract-cli"))
print("lint:", lint)


def marks(entry):
    config = entry.get("config", {})
    found = [*config.get("meta", {}).values(), *config.get("tags", []), *entry.get("tags", [])]
    return ", marks " + (" ".join(found) or "none")


for source in yaml.safe_load(open(f"{work}/sources.yml"))["sources"]:
    for table in source["tables"]:
        print(f"table {table['name']}{marks(table)}")
        for column in table["columns"]:
            print(f"    {column['name']}{marks(column)}")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
