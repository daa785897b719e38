"""Counts people beside HiGHS: the same classes, the same questions, least and greatest.

    people.py TOOL      TOOL is the built LoadingBenchmarks; files are written beside it

The peer gets one column for every kind of person (the groups that one person is in) and one row for every count, built in
Python and handed over as one matrix. The program gets the file. Both must give the same numbers. Times are of the
processor, in seconds.
"""
import itertools, json, math, pathlib, random, subprocess, sys, time
import highspy
import numpy

INFINITY = highspy.kHighsInf


class Class:
    """A tree of groups with cohorts; every group is (name, parent, low, high)."""

    def __init__(self, name, disjoint):
        self.name, self.disjoint = name, disjoint
        self.groups = [("all", None, 0, None)]
        self.cohorts = []
        self.kinds = []

    def yaml(self):
        children = {}
        for index, (_, parent, _, _) in enumerate(self.groups):
            children.setdefault(parent, []).append(index)
        lines = ["title: " + self.name, "people:"]

        def write(index, depth):
            name, _, low, high = self.groups[index]
            inner = children.get(index, [])
            lines.append("  " * depth + name + ":" + ("" if inner or (low, high) != (0, None) else " {}"))
            if (low, high) != (0, None):
                count = low if low == high else f"{low}.." if high is None else f"{low}..{high}"
                lines.append("  " * (depth + 1) + f"count: {count}")
            if inner:
                if self.disjoint:
                    lines.append("  " * (depth + 1) + "disjoint: true")
                lines.append("  " * (depth + 1) + "groups:")
                for child in inner:
                    write(child, depth + 2)

        write(0, 1)
        if self.cohorts:
            lines.append("cohorts:")
        for index, (members, low, high) in enumerate(self.cohorts):
            names = ", ".join(self.groups[member][0] for member in members)
            lines.append(f"  cohort-{index}: {{ count: {low}..{high}, of: [{names}] }}")
        return "\n".join(lines) + "\n"

    def rows(self):
        """For each count the kinds of people that are in it, and its bounds."""
        of_group = {}
        for kind, groups in enumerate(self.kinds):
            for group in groups:
                of_group.setdefault(group, []).append(kind)
        for index, (_, _, low, high) in enumerate(self.groups):
            if (low, high) != (0, None):
                yield of_group.get(index, []), low, high
        for members, low, high in self.cohorts:
            yield sorted(set(itertools.chain(*(of_group.get(m, []) for m in members)))), low, high

    def asked(self):
        names = {i for i, group in enumerate(self.groups) if group[0].startswith("asked")}
        return [kind for kind, groups in enumerate(self.kinds) if names & set(groups)]

    def peer(self):
        start = time.process_time()
        rows = list(self.rows())
        model = highspy.HighsLp()
        columns = len(self.kinds)
        model.num_col_, model.num_row_ = columns, len(rows)
        cost = numpy.zeros(columns)
        cost[self.asked()] = 1
        model.col_cost_ = cost
        model.col_lower_, model.col_upper_ = numpy.zeros(columns), numpy.full(columns, INFINITY)
        model.row_lower_ = numpy.array([row[1] for row in rows], dtype=float)
        model.row_upper_ = numpy.array([INFINITY if row[2] is None else row[2] for row in rows], dtype=float)
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = numpy.cumsum([0] + [len(row[0]) for row in rows])
        matrix.index_ = numpy.array([kind for row in rows for kind in row[0]])
        matrix.value_ = numpy.ones(len(matrix.index_))
        solver = highspy.Highs()
        solver.silent()
        solver.passModel(model)
        built = time.process_time()
        found = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            solver.changeObjectiveSense(sense)
            solver.run()
            value = solver.getInfo().objective_function_value
            if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                found.append(None)
            else:
                found.append(math.ceil(value - 1e-6) if len(found) == 0 else math.floor(value + 1e-6))
        end = time.process_time()
        return {"class": self.name, "peer": "highs", "columns": columns, "build": built - start,
                "first": end - built, "low": found[0], "high": found[1]}


def flat(groups, cohorts):
    """Disjoint groups below hubs, with cohorts across the hubs; a person is in one group, or in a hub alone."""
    draw = random.Random(groups * 10 + cohorts)
    result = Class(f"disjoint-{groups}-{cohorts}", True)
    result.kinds.append((0,))
    hubs = 10
    for hub in range(hubs):
        result.groups.append((f"hub-{hub}", 0, groups // hubs * 2, groups // hubs * 60))
        result.kinds.append((0, hub + 1))
    for index in range(groups):
        low = draw.randint(0, 20)
        high = low + draw.choice([0, 10, 40])
        name = ("asked-" if draw.random() < 0.4 else "group-") + str(index)
        hub = index % hubs + 1
        result.groups.append((name, hub, low, high))
        result.kinds.append((0, hub, len(result.groups) - 1))
    leaves = range(hubs + 1, len(result.groups))
    for _ in range(cohorts):
        members = [leaf for leaf in leaves if draw.random() < 0.3]
        low = sum(result.groups[leaf][2] for leaf in members)
        high = sum(result.groups[leaf][3] for leaf in members)
        third = (high - low) // 3
        result.cohorts.append((members, low + third, high - third))
    return result


def overlapping(groups, cohorts):
    """Groups that may overlap: a kind is any set of them."""
    draw = random.Random(groups * 10 + cohorts)
    result = Class(f"overlapping-{groups}-{cohorts}", False)
    result.groups[0] = ("all", None, 0, 1000)
    for index in range(groups):
        name = ("asked-" if index % 2 else "group-") + str(index)
        result.groups.append((name, 0, draw.randint(50, 150), draw.randint(200, 400)))
    for size in range(groups + 1):
        for chosen in itertools.combinations(range(1, groups + 1), size):
            result.kinds.append((0,) + chosen)
    for _ in range(cohorts):
        members = draw.sample(range(1, groups + 1), 3)
        low = max(result.groups[m][2] for m in members) + 100
        result.cohorts.append((members, low, low + 150))
    return result


def main():
    tool = pathlib.Path(sys.argv[1])
    folder = tool.parent
    for people in [flat(1_000, 3), flat(10_000, 3), flat(100_000, 3), flat(100_000, 0),
                   overlapping(6, 2), overlapping(9, 3), overlapping(12, 3)]:
        path = folder / f"{people.name}.yaml"
        path.write_text(people.yaml())
        own = json.loads(subprocess.run([tool, "count", path], check=True, capture_output=True).stdout)
        peer = people.peer()
        print(json.dumps(own))
        print(json.dumps(peer), flush=True)
        if (own["low"], own["high"]) != (peer["low"], peer["high"]):
            sys.exit(f"{people.name}: different numbers")


main()
