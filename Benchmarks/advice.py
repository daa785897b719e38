"""Companies of any size, drawn from a seed, for Benchmarks/advice.sh.

    python3 Benchmarks/advice.py SIZE > company.yaml

A company and its processors keep SIZE systems: applications with a login each that hold the key of a store, stores
of two datasets, flows between stores, services that need applications. Every event has a likelihood. Nothing in it is
newer than the first version of the language, so that older builds read it, too.
"""

import random
import sys


def company(size, out):
    draw = random.Random(size)
    organizations = max(3, size // 10)
    groups = max(4, size // 15)
    fields = {
        "name": ("user.name", "combined"),
        "email": ("user.contact.email", "alone"),
        "address": ("user.contact.address", "combined"),
        "identity": ("user.government_id", "alone"),
        "account": ("user.financial.bank_account", "alone"),
        "trips": ("user.behavior.purchase_history", "none"),
        "health": ("user.health_and_medical", "none"),
    }
    write = lambda line: print(line, file=out)
    write(f"title: A company of {size} systems\norganizations:\n  company: {{ role: controller, intrusion: 2% }}")
    for number in range(1, organizations):
        write(f"  processor{number}: {{ role: processor, acts-for: company, intrusion: {draw.choice([1, 2, 4])}% }}")
    write("people:")
    for kind in ("customers", "patients", "employees"):
        write(f"  {kind}:\n    disjoint: true\n    groups:")
        for number in range(groups):
            write(f"      {kind}{number}: {{ count: {draw.choice([400, 3000, 25000, 180000])} }}")
    write("fields:")
    for name, (category, identifies) in fields.items():
        write(f"  {name}: {{ category: {category}, identifies: {identifies} }}")
    write("secrets:")
    for number in range(size):
        write(f"  secret{number}: {{ kind: password, theft: {draw.choice([0.2, 1, 3])}% }}")
    write("systems:")
    stores = []

    def near(number, most):
        step = 8 if draw.random() < 0.85 else most
        return max(0, min(most - 1, number + draw.randint(-step, step)))

    for number in range(size):
        owner = number * organizations // size
        write(f"  system{number}:\n    organization: {'company' if owner == 0 else f'processor{owner}'}")
        if draw.random() < 0.4:
            write(f"    intrusion: {draw.choice([0.5, 1, 3])}%")
        if draw.random() < 0.4:
            write(f"    secrets: [secret{near(number, size)}]")
        write("    datasets:")
        for dataset in ("main", "copy"):
            kind = draw.choice(["customers", "customers", "patients", "employees"])
            chosen = sorted(draw.sample(sorted(fields), 3))
            write(f"      {dataset}: {{ people: {kind}{draw.randrange(groups)}, fields: [{', '.join(chosen)}] }}")
            stores.append(f"system{number}.{dataset}")
        first, second = draw.sample(range(size), 2) if draw.random() < 0.1 else (near(number, size), near(number, size))
        both = f"{{ all: [secret{first}, secret{second}] }}" if first != second and draw.random() < 0.3 else f"secret{first}"
        write("    access:")
        write(f"      login: {{ requires: {both}, {'controls: true' if draw.random() < 0.3 else 'reads: [main]'} }}")
        if draw.random() < 0.5:
            write(f"      staff: {{ requires: secret{second}, reads: [main, copy] }}")
        if number and draw.random() < 0.3:
            write(f"    needs: system{draw.randrange(max(0, number - 20), number)}")
    write("flows:")
    for place, store in enumerate(stores[:-1]):
        if draw.random() < 0.5:
            target = stores[min(len(stores) - 1, place + draw.randint(1, 12))]
            write(f"  - {{ from: {store}, to: {target}, fields: [name, email] }}" if draw.random() < 0.7 else f"  - {{ from: {store}, to: {target} }}")
    write("services:")
    for number in range(max(2, size // 12)):
        write(f"  service{number}: {{ organization: company, serves: customers, needs: system{draw.randrange(size)} }}")
    write("events:")
    for number in range(max(1, size // 60)):
        struck = sorted(draw.sample(range(size), 4))
        write(f"  cause{number}: {{ likelihood: 0.2%, hits: [{', '.join(f'system{place}' for place in struck)}] }}")


if __name__ == "__main__":
    company(int(sys.argv[1]), sys.stdout)
