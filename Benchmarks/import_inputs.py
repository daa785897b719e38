"""Writes the inputs of the import benchmark: a history of OpenLineage events, and a dbt manifest.

python3 import_inputs.py history FILE [DATASETS] [COLUMNS] [EDGES]   # every move renames its column
python3 import_inputs.py named FILE [DATASETS] [COLUMNS] [EDGES]     # the first move of a column keeps its name
python3 import_inputs.py manifest FILE [MEGABYTES]

The same arguments give the same bytes.
"""

import json
import random
import sys

PRODUCER = "https://github.com/OpenLineage/OpenLineage/tree/1.54.0/integration/spark"


def history(path, datasets, columns, edges, keeps=False):
    """One COMPLETE event for each dataset, with its schema and where its columns come from.

    Names are drawn for each move. So almost every column is a field of its own, which is the worst case; with `keeps` the
    first move of each column keeps the name, as a table that is built from another mostly does.
    """
    draw = random.Random(1)
    each = columns // datasets
    fan = edges // columns
    names = [f"wh.layer{number % 12}.table_{number}" for number in range(datasets)]
    with open(path, "w", encoding="utf-8") as file:
        for number, name in enumerate(names):
            inputs = sorted({draw.randrange(number) for _ in range(4)}) if number else []
            fields = {}
            if inputs:
                for column in range(each):
                    fields[f"column_{column}"] = {
                        "inputFields": [
                            {
                                "namespace": "postgres://warehouse:5432",
                                "name": names[source],
                                "field": f"column_{column if keeps and move == 0 else draw.randrange(each)}",
                                "transformations": [
                                    {"type": "DIRECT", "subtype": "IDENTITY", "description": "", "masking": False}
                                ],
                            }
                            for move, source in enumerate(draw.choice(inputs) for _ in range(fan))
                        ]
                    }
            event = {
                "eventType": "COMPLETE",
                "eventTime": "2026-11-01T00:00:00.000Z",
                "producer": PRODUCER,
                "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                "run": {"runId": f"0192b2c0-0000-7000-8000-{number:012d}"},
                "job": {"namespace": "nightly", "name": f"load_{number}"},
                "inputs": [{"namespace": "postgres://warehouse:5432", "name": names[source]} for source in inputs],
                "outputs": [
                    {
                        "namespace": "postgres://warehouse:5432",
                        "name": name,
                        "facets": {
                            "schema": {
                                "fields": [{"name": f"column_{column}", "type": "string"} for column in range(each)]
                            },
                            "columnLineage": {"fields": fields},
                        },
                    }
                ],
            }
            file.write(json.dumps(event, separators=(",", ":")) + "\n")


def manifest(path, megabytes):
    """Models of twelve columns with their SQL, each built from up to four before it."""
    draw = random.Random(2)
    nodes = {}
    size = 0
    number = 0
    while size < megabytes * 1_000_000:
        uid = f"model.big.model_{number}"
        inputs = sorted({f"model.big.model_{draw.randrange(number)}" for _ in range(4)}) if number else []
        columns = {
            f"column_{column}": {
                "name": f"column_{column}",
                "description": "What this column holds, in one sentence.",
                "meta": {},
                "tags": ["pii"] if column == 3 else [],
                "config": {"meta": {}, "tags": []},
            }
            for column in range(12)
        }
        code = "select " + ", ".join(f"t.column_{column}" for column in range(12)) + " from main.t " * 30
        node = {
            "resource_type": "model", "unique_id": uid, "database": "big", "schema": f"layer{number % 9}",
            "name": f"model_{number}", "alias": f"model_{number}", "package_name": "big",
            "relation_name": f'"big"."layer{number % 9}"."model_{number}"', "language": "sql",
            "config": {"materialized": "table", "enabled": True, "meta": {}, "tags": []},
            "depends_on": {"macros": ["macro.dbt.run_query"] * 5, "nodes": inputs}, "columns": columns,
            "raw_code": code, "compiled_code": code, "description": "One of many models.", "meta": {}, "tags": [],
            "fqn": ["big", f"model_{number}"], "original_file_path": f"models/model_{number}.sql",
        }
        nodes[uid] = node
        size += len(json.dumps(node)) + 40
        number += 1
    version = "https://schemas.getdbt.com/dbt/manifest/v12.json"
    document = {
        "metadata": {"dbt_schema_version": version, "dbt_version": "1.12.6", "project_name": "big", "adapter_type": "postgres"},
        "nodes": nodes, "sources": {}, "exposures": {}, "disabled": {},
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)


if __name__ == "__main__":
    kind, path, *numbers = sys.argv[1:]
    numbers = [int(number) for number in numbers]
    if kind in ("history", "named"):
        history(path, *(numbers or [50_000, 1_000_000, 5_000_000]), keeps=kind == "named")
    else:
        manifest(path, *(numbers or [70]))
