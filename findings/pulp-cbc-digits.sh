#!/usr/bin/env bash
# PuLP 3.3.2 with the CBC it brings: an optimum of nine digits comes back rounded to eight,
# outside its own bounds, and is called optimal.
#
# Expected, from PuLP's documentation: value() of a variable is its value in the optimal solution.
#   CBC itself knows better: its objective in the same file is 123456789.00000001.
# Seen: the maximum of x with x <= 123456789 is 123456790, for a whole number too; 100000001 becomes
#   100000000. CBC writes the solution file that PuLP reads with eight significant digits.
#   Eight digits are right.
# Here: an upper bound on people is one too high or one too low once it passes 99,999,999, and a
#   check "is the optimum within the bounds" fails for a reason that is not in the model. A
#   comparison of bounds through PuLP needs numbers below that, or another way to CBC.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'pulp==3.3.2'

cat >"$work/seen" <<'SEEN'
PuLP 3.3.2
at most 99999999: Optimal, Continuous 99999999, Integer 99999999
at most 100000001: Optimal, Continuous 100000000, Integer 100000000
at most 123456789: Optimal, Continuous 123456790, Integer 123456790
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import pulp

print("PuLP", pulp.__version__)


def maximum(bound, category):
    problem = pulp.LpProblem("people", pulp.LpMaximize)
    people = pulp.LpVariable("people", lowBound=0, cat=category)
    problem += people
    problem += people <= bound
    problem.solve(pulp.PULP_CBC_CMD(msg=0))
    return pulp.LpStatus[problem.status], f"{category} {people.value():.0f}"


for bound in (99_999_999, 100_000_001, 123_456_789):
    (status, continuous), (_, whole) = maximum(bound, "Continuous"), maximum(bound, "Integer")
    print(f"at most {bound}: {status}, {continuous}, {whole}")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
