#!/usr/bin/env bash
# CVXOPT 1.3.3: a linear program with a plain upper bound is called unbounded once the bound is a
# number of people and not a number near one.
#
# Expected, from the documentation of solvers.lp: "dual infeasible" means that a certificate was
#   found that the primal problem is unbounded. Scaling the numbers does not change that.
# Seen: the maximum of x with 0 <= x <= N is "optimal" for ten million (2 people off) and
#   "dual infeasible" for 43,592,964: the residual of the certificate falls with N and passes the
#   default tolerance of 1e-7.
#   Bounds that exclude each other by 100 of 1,000,000,000 are "optimal", with x between them.
# Here: "unbounded" reads as "no upper bound is known", though the bound is one of the rows. Counts
#   have to be scaled, and then a status says nothing about single people.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'cvxopt==1.3.3'

cat >"$work/seen" <<'SEEN'
cvxopt 1.3.3
0 <= x <= 1000: optimal
0 <= x <= 10000000: optimal, 2 people short
0 <= x <= 43592964: dual infeasible
1000000100 <= x <= 1000000000: optimal
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import cvxopt
from cvxopt import matrix, solvers

print("cvxopt", cvxopt.__version__)
solvers.options["show_progress"] = False


def maximum(low, high):
    rows, bounds = matrix([1.0, -1.0]), matrix([float(high), float(-low)])
    solution = solvers.lp(matrix([-1.0]), rows, bounds)
    short = round(high - solution["x"][0]) if solution["status"] == "optimal" and low < high else 0
    print(f"{low} <= x <= {high}: {solution['status']}" + (f", {short} people short" if short else ""))


maximum(0, 1_000)
maximum(0, 10_000_000)
maximum(0, 43_592_964)
maximum(1_000_000_100, 1_000_000_000)
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
