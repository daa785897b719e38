"""Writes the reference of the language from the schema, so that both say the same:

python3 schemas/reference.py > Sources/TopologyLanguage/TopologyLanguage.docc/Language.md
"""

import json
import pathlib

SCHEMA = json.loads((pathlib.Path(__file__).parent / "topology.schema.json").read_text("utf-8"))
DEFINITIONS = SCHEMA["$defs"]

# The title of each kind of entry, in the order of a file.
ENTRIES = {
    "source": "Sources",
    "organization": "Organizations",
    "group": "People",
    "cohort": "Cohorts",
    "field": "Fields",
    "gravity": "Gravity of a field",
    "secret": "Secrets",
    "grant": "Reason for a right",
    "zone": "Zones",
    "system": "Systems",
    "accessRule": "Access rules",
    "datasetEntry": "Datasets",
    "retention": "Retention of a dataset",
    "flow": "Flows",
    "inference": "Inferences",
    "leak": "Earlier leaks",
    "service": "Services",
    "event": "Common events",
    "incident": "Incidents",
    "moments": "Course of an incident",
    "severity": "Severity of an incident",
    "taken": "What was taken in an incident",
    "claim": "Claims of an incident",
    "fieldsTogether": "Fields of the same people",
    "variant": "Variants",
    "requirement": "Requirements",
    "neverExposed": "Requirement never-exposed",
    "peopleAtMost": "Requirement people-at-most",
    "shareAtMost": "Requirement share-at-most",
    "neverIn": "Requirement never-in",
    "encryptedElsewhere": "Requirement encrypted-elsewhere",
    "survives": "Requirement survives",
    "crossingsDeclared": "Requirement crossings-declared",
}
# Definitions that several keys share, by what to call their values.
VALUES = {
    "count": "count",
    "likelihood": "likelihood",
    "date": "date",
    "period": "date or period",
    "validity": "period",
    "intersection": "map with all-of",
    "fieldsTogether": "map with all-of, at-least or exactly",
    "moments": "map",
    "taken": "map",
    "optionalCondition": "condition",
    "reference": "id",
    "oneReference": "id",
    "references": "id or list of ids",
    "someReferences": "id or list of ids",
    "dataset": "dataset",
    "text": "text",
    "flag": "true or false",
    "severity": "map",
    "contextFactor": "factor",
    "identificationFactor": "factor",
    "circumstanceFactor": "factor",
}


def value(shape):
    if "$ref" in shape:
        return VALUES.get(shape["$ref"].rsplit("/", 1)[1], "map")
    if "enum" in shape:
        return ", ".join(f"`{choice}`" for choice in shape["enum"] if choice is not None)
    if "anyOf" in shape:
        return " or ".join(
            dict.fromkeys(value(choice) for choice in shape["anyOf"] if choice.get("type") != "null")
        )
    if shape.get("type") in ("number", "integer"):
        return "number"
    if shape.get("type") == "string":
        return "text"
    kinds = set(shape.get("type", ())) if isinstance(shape.get("type"), list) else {shape.get("type")}
    if "array" in kinds:
        return "list"
    return "map" if "object" in kinds else "any"


def table(properties):
    yield "| key | value | meaning |"
    yield "|---|---|---|"
    for key, shape in properties.items():
        meaning = shape.get("description", "").replace("|", "\\|")
        yield f"| `{key}` | {value(shape)} | {meaning} |"


def page():
    yield "# The language"
    yield ""
    yield "Every key of a topology: its value and its meaning."
    yield ""
    yield "## Overview"
    yield ""
    yield "This page is the reference: it lists every key and is generated from `schemas/topology.schema.json`, which editors"
    yield "read, too. `schemas/README.md` explains the rules of the language: what a missing value means, how conditions,"
    yield "fleets, variants and extending files work, and which limits apply. `graphs/tour.yaml` uses every key once."
    yield ""
    yield "### A file"
    yield ""
    yield from table(DEFINITIONS["patch"]["properties"])
    yield ""
    yield "### Values"
    yield ""
    for name in ("id", "dataset", "count", "likelihood", "date", "condition"):
        yield f"- **{VALUES.get(name, name)}**: {DEFINITIONS[name]['description']}"
    for name, title in ENTRIES.items():
        yield ""
        yield f"### {title}"
        yield ""
        if DEFINITIONS[name].get("description"):
            yield DEFINITIONS[name]["description"]
            yield ""
        yield from table(DEFINITIONS[name]["properties"])


print("\n".join(page()))
