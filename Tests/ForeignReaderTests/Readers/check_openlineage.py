"""check_openlineage.py EXPORT TOPOLOGY ANALYSIS IMPORT: the client's classes hold the events, and the import of the export
has the topology's datasets, fields and flows."""

import json
import sys

import attr
import yaml
from openlineage.client import facet_v2
from openlineage.client.event_v2 import (
    DatasetEvent, InputDataset, Job, JobEvent, OutputDataset, StaticDataset)
from openlineage.client.serde import Serde

from common import expect, finish, same, topology

path, source, _, imported = sys.argv[1:]
document = topology(source)

FACETS = {
    "schema": lambda f: facet_v2.schema_dataset.SchemaDatasetFacet(
        fields=[facet_v2.schema_dataset.SchemaDatasetFacetFields(**x) for x in f["fields"]],
        producer=f["_producer"]),
    "documentation": lambda f: facet_v2.documentation_dataset.DocumentationDatasetFacet(
        description=f["description"], producer=f["_producer"]),
    "tags": lambda f: facet_v2.tags_dataset.TagsDatasetFacet(
        tags=[facet_v2.tags_dataset.TagsDatasetFacetFields(**x) for x in f["tags"]],
        producer=f["_producer"]),
    "columnLineage": lambda f: facet_v2.column_lineage_dataset.ColumnLineageDatasetFacet(
        fields={
            name: facet_v2.column_lineage_dataset.Fields(
                inputFields=[
                    facet_v2.column_lineage_dataset.InputField(
                        **{**i, "transformations": [
                            facet_v2.column_lineage_dataset.Transformation(**t)
                            for t in i["transformations"]]})
                    for i in field["inputFields"]])
            for name, field in f["fields"].items()},
        producer=f["_producer"]),
}


def dataset(kind, value):
    facets = {name: FACETS[name](facet) for name, facet in value.get("facets", {}).items()}
    return kind(namespace=value["namespace"], name=value["name"], facets=facets)


def job(value):
    facets = {
        name: facet_v2.documentation_job.DocumentationJobFacet(
            description=facet["description"], producer=facet["_producer"])
        for name, facet in value["facets"].items()}
    return Job(namespace=value["namespace"], name=value["name"], facets=facets)


def bare(value):
    """Without what is empty, which the client writes out."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if v not in ({}, [], None)}
    if isinstance(value, list):
        return [bare(v) for v in value]
    return value


with open(path, encoding="utf-8") as file:
    events = [json.loads(line) for line in file]
for event in events:
    common = {"eventTime": event["eventTime"], "producer": event["producer"]}
    if "dataset" in event:
        read = DatasetEvent(dataset=dataset(StaticDataset, event["dataset"]), **common)
    else:
        read = JobEvent(
            job=job(event["job"]), inputs=[dataset(InputDataset, x) for x in event["inputs"]],
            outputs=[dataset(OutputDataset, x) for x in event["outputs"]], **common)
    same(bare(Serde.to_dict(read)), bare(event), "event as the client writes it")
same(len(events), sum(len(s.get("datasets", {})) for s in document["systems"].values())
     + len(document["flows"]), "events")


def flows(entries):
    """What happens to each field, however flows are cut into entries."""
    found = set()
    for flow in entries.values() if isinstance(entries, dict) else entries:
        becomes = flow.get("becomes") or {}
        for field in flow.get("fields") or ["*"]:
            targets = becomes.get(field, field)
            for target in targets if isinstance(targets, list) else [targets]:
                found.add((flow["from"], flow["to"], field, target))
    return found


def fields(document):
    """Fields of each dataset, own ones and those that flows bring."""
    found = {
        f"{system}.{name}": set(entry.get("fields") or [])
        for system, value in document["systems"].items()
        for name, entry in (value.get("datasets") or {}).items()}
    moves = flows(document.get("flows") or {})
    while True:
        more = [(to, target) for _, to, field, target in moves
                if field != "*" and target not in found[to]]
        if not more:
            return found
        for to, target in more:
            found[to].add(target)


with open(imported, encoding="utf-8") as file:
    again = yaml.safe_load(file)
same(fields(again), fields(document), "fields of datasets after the import of the export")
same(flows(again["flows"]), flows(document["flows"]), "flows after the import of the export")
same({name: (entry or {}).get("category") for name, entry in again["fields"].items()},
     {name: (entry or {}).get("category") for name, entry in document["fields"].items()},
     "fields and their categories after the import of the export")
finish()
