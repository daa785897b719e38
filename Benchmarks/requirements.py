"""Writes a topology with requirements of every kind:

python3 requirements.py FILE [SYSTEMS] [REQUIREMENTS]

Systems stand in zones and hold one to three datasets; access rules need secrets and read mostly what is near; flows lead
forward. The same arguments give the same bytes.
"""

import random
import sys

FIELDS = [
    "user.name", "user.contact.email", "user.contact.address", "user.financial.bank_account", "user.health_and_medical",
    "user.behavior", "user.unique_id",
]
CLASSES = ["customers", "patients", "employees"]
GROUPS = 20
ZONES = ["front", "middle", "back"]


def topology(systems, draw):
    """The sections but for the requirements, the ids of flows that cross a zone, and all ids of datasets."""
    fields = [f"field{n}" for n in range(100)]
    lines = ["title: Systems with many requirements", "organizations:"]
    organizations = max(4, systems // 20)
    for n in range(organizations):
        country = draw.choice(["FR", "DE", "US"])
        lines.append(
            f"  org{n}: {{ role: controller, supervised-by: authority, contact: org{n}.example, intrusion: 1%, country: {country} }}")
    lines += ["  authority: { role: authority }", "people:"]
    for name in CLASSES:
        parts = ", ".join(f"{name}{n}: {{ count: {1000 * (n + 1)} }}" for n in range(GROUPS))
        lines.append(f"  {name}: {{ controller: org0, disjoint: true, exhaustive: true, groups: {{ {parts} }} }}")
    lines.append("fields:")
    lines += [f"  {field}: {{ category: {FIELDS[n % len(FIELDS)]} }}" for n, field in enumerate(fields)]
    lines.append("secrets:")
    lines += [f"  secret{n}: {{ theft: 1% }}" for n in range(systems)]
    lines += ["zones:", "  front: { reachable-from: internet }", "  middle: { reachable-from: front }",
              "  back: { reachable-from: middle }", "systems:"]

    def near(n):
        if draw.random() < 0.95:
            return min(systems - 1, max(0, n + draw.randint(-20, 20)))
        return draw.randrange(systems)

    zone = [ZONES[min(2, draw.choice([0, 0, 0, 1, 1, 2]))] for _ in range(systems)]
    datasets = []
    for n in range(systems):
        own = []
        for number in range(draw.randint(1, 3)):
            people = f"{draw.choice(CLASSES)}{draw.randrange(GROUPS)}"
            held = ", ".join(draw.sample(fields, 4))
            key = f", encrypted-with: secret{near(n)}" if draw.random() < 0.3 else ""
            own.append(f"d{number}: {{ people: {people}, fields: [{held}]{key} }}")
            datasets.append((n, f"sys{n}.d{number}"))
        needs = f", needs: sys{near(n)}" if n % 4 == 0 else ""
        secret = f", secrets: secret{near(n)}" if draw.random() < 0.3 else ""
        requires = f"{{ all: [secret{near(n)}, secret{near(n)}] }}" if draw.random() < 0.5 else f"secret{near(n)}"
        gives = "controls: true" if draw.random() < 0.2 else "reads: d0"
        lines.append(
            f"  sys{n}: {{ organization: org{n * organizations // systems}, zone: {zone[n]}{secret}{needs},"
            f" datasets: {{ {', '.join(own)} }}, access: {{ login: {{ requires: {requires}, {gives} }} }} }}")
    lines.append("flows:")
    crossing = []
    for n in range(2 * systems):
        place = draw.randrange(len(datasets) - 60)
        start, source = datasets[place]
        end, target = datasets[place + draw.randint(1, 59)]
        lines.append(f"  flow{n}: {{ from: {source}, to: {target}, fields: [{draw.choice(fields)}], encrypted: true }}")
        if zone[start] != zone[end]:
            crossing.append(f"flow{n}")
    lines.append("services:")
    lines += [f"  service{n}: {{ needs: {{ any: [sys{near(n * 10)}, sys{near(n * 10)}] }} }}" for n in range(systems // 10)]
    middle = systems // 2
    lines += ["incidents:", f"  attack: {{ stolen: secret{middle}, intruded: sys{middle} }}"]
    return lines, crossing, [name for _, name in datasets]


def requirements(number, systems, crossing, datasets, draw):
    """One line for each requirement, of all kinds but those about a year, which are drawn and not counted."""

    def data():
        people = draw.choice(CLASSES)
        if draw.random() < 0.7:
            people += str(draw.randrange(GROUPS))
        what = draw.choice([f"fields: field{draw.randrange(100)}", "tier: financial", "tier: sensitive",
                            "category: user.contact"])
        return f"people: {people}, {what}"

    kinds = [
        lambda: f"never-exposed: {{ {data()} }}",
        lambda: f"never-exposed: {{ {data()}, events: 2 }}",
        lambda: f"never-exposed: {{ {data()}, from: [secret{draw.randrange(systems)}, sys{draw.randrange(systems)}] }}",
        lambda: f"never-exposed: {{ {data()}, zone: {draw.choice(ZONES)} }}",
        lambda: f"people-at-most: {{ {data()}, count: {draw.choice([1000, 20000, 500000])} }}",
        lambda: f"people-at-most: {{ {data()}, count: 5000, incident: attack }}",
        lambda: f"share-at-most: {{ people: {draw.choice(CLASSES)}, share: {draw.choice([20, 80])}% }}",
        lambda: f"never-in: {{ {data()}, countries: [US] }}",
        lambda: f"never-in: {{ {data()}, datasets: {draw.choice(datasets)} }}",
        lambda: f"encrypted-elsewhere: {{ {data()} }}",
        lambda: f"survives: {{ services: service{draw.randrange(systems // 10)}, stops: {draw.choice([1, 2])} }}",
        lambda: f"crossings-declared: {{ zones: [{draw.choice(ZONES)}], flows: [{', '.join(draw.sample(crossing, 20))}] }}",
        lambda: "retention-kept: 2026-01-01",
        lambda: "notification-possible: true",
        lambda: "nothing-unknown: true",
    ]
    lines = ["requirements:"]
    for n in range(number):
        # The five rarer kinds once in a while.
        kind = n % 10 if n % 50 < 40 else 10 + n % 5
        lines.append(f"  rule{n}: {{ because: It is policy, owner: team{n % 9}, {kinds[kind]()} }}")
    return lines


def main():
    path = sys.argv[1]
    systems = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    number = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    draw = random.Random(1)
    lines, crossing, datasets = topology(systems, draw)
    lines += requirements(number, systems, crossing, datasets, draw)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


main()
