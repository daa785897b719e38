"""check_cyclonedx.py EXPORT TOPOLOGY ANALYSIS: cyclonedx-python-lib reads it, and writes back what it read."""

import json
import sys

from cyclonedx.model.bom import Bom
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion

from common import expect, finish, labels, same, topology

path, source, _ = sys.argv[1:]
document = topology(source)
with open(path, encoding="utf-8") as file:
    written = json.load(file)
bom = Bom.from_json(written)
again = json.loads(
    make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())


def services(document):
    """Services by reference, their lists in order."""
    found = {}
    for service in document["services"]:
        entry = dict(service)
        for key in ("data", "properties"):
            entry[key] = sorted(json.dumps(x, sort_keys=True) for x in entry.get(key, []))
        found[service["bom-ref"]] = entry
    return found


same(services(again), services(written), "services that the library keeps")
for (kind, name), label in labels(document).items():
    if kind == "system":
        service = services(written)[f"system:{name}"]
        same(service["name"], label, f"name of {name}")
        owner = document["systems"][name].get("organization")
        same(service.get("provider", {}).get("name"),
             labels(document)["organization", owner], f"owner of {name}")
same({d["ref"] for d in written["dependencies"]},
     {f"system:{name}" for name, s in document["systems"].items() if s.get("needs")},
     "services of which it is known what they depend on")
directions = {(s["bom-ref"], d["flow"], d["classification"])
              for s in written["services"] for d in s["data"]}
expect(("system:catalog", "outbound", "user.behavior") in directions, "loans do not leave")
expect(("system:stats", "inbound", "user.behavior") in directions, "loans do not arrive")
finish()
