"""check_stix.py EXPORT TOPOLOGY ANALYSIS: stix2 reads the bundle, and every account keeps an id of its own."""

import sys

import stix2

from common import answer, expect, finish, groups, labels, same, topology

path, source, analysis = sys.argv[1:]
document, result = topology(source), answer(analysis)
with open(path, encoding="utf-8") as file:
    text = file.read()
bundle = stix2.parse(text, allow_custom=True)
ids = [thing.id for thing in bundle.objects]
expect(len(ids) == len(set(ids)), "an id comes twice")
store = stix2.MemoryStore(bundle.objects, allow_custom=True)
same(len(store.query()), len(ids), "objects in a store")
by = {}
for thing in bundle.objects:
    key = thing.get("x_exposure_id") or thing.get("account_login")
    by[thing.type, thing.get("identity_class", ""), key] = thing
for (kind, name), label in labels(document).items():
    place = {"organization": ("identity", "organization"), "people": ("identity", "class"),
             "system": ("infrastructure", ""), "secret": ("user-account", "")}.get(kind)
    if place:
        thing = by.get((*place, name))
        expect(thing is not None, f"there is no {kind} {name}")
        if thing:
            same(thing.get("name") or thing.get("display_name", name), label, f"name of {name}")
for relation in store.query([stix2.Filter("type", "=", "relationship")]):
    expect(store.get(relation.source_ref) and store.get(relation.target_ref), "a relationship hangs")
incident = store.query([stix2.Filter("type", "=", "incident")])[0]
struck = {store.get(r.target_ref).get("x_exposure_id")
          for r in store.query([stix2.Filter("source_ref", "=", incident.id)])}
same(struck, set(result["controlled"])
     | {c["class"] for c in result["people"] if c["persons"]["high"] != 0}, "what is struck")
for name, group, _ in groups(document["people"]):
    thing = by["identity", "class", name]
    expect("x_exposure_people_high" in thing or str(group["count"]).endswith(".."),
           f"bound of {name}")
finish()
