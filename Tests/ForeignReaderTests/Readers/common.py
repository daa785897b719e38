"""What the checks of exports share: failures are sentences, a line each; exit code 1 when there are any."""

import json
import sys

import yaml

failures = []


def expect(condition, sentence):
    if not condition:
        failures.append(sentence)


def same(seen, expected, what):
    if seen != expected:
        failures.append(f"{what}: read {seen!r}, expected {expected!r}")


def finish():
    print("\n".join(failures[:40]))
    sys.exit(1 if failures else 0)


def topology(path):
    """The topology as its author wrote it, read by another reader of YAML than Exposure's."""
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def answer(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def printable(text):
    """Labels without what XML forbids and what changes the direction of writing."""
    return "".join(" " if ord(c) < 32 else c for c in text)


def groups(entries, parent=None):
    """Classes and groups of a topology by id, with the group above."""
    for name, entry in (entries or {}).items():
        yield name, entry or {}, parent
        yield from groups((entry or {}).get("groups"), name)


def labels(document):
    """Labels by kind and id."""
    found = {}
    for section, kind in [("organizations", "organization"), ("systems", "system"),
                          ("secrets", "secret"), ("services", "service"), ("events", "event")]:
        for name, entry in (document.get(section) or {}).items():
            found[kind, name] = (entry or {}).get("label", name)
    for name, entry, _ in groups(document.get("people")):
        found["people", name] = entry.get("label", name)
    for system, entry in document["systems"].items():
        for name, dataset in (entry.get("datasets") or {}).items():
            found["dataset", f"{system}.{name}"] = dataset.get("label", f"{system}.{name}")
    return found
