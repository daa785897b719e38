#!/usr/bin/env bash
# CVXOPT 1.3.3: a linear program with a plain upper bound is called unbounded once the bound is a
# number of people instead of a small number.
#
# Expected, from the documentation of solvers.lp: "dual infeasible" means that a certificate was
#   found that the primal problem is unbounded. Scaling the numbers does not change that.
# Seen: the maximum of x with 0 <= x <= N is "optimal" for ten million (2 people off) and
#   "dual infeasible" for 43,592,964: the residual of the certificate falls with N and passes the
#   default tolerance of 1e-7.
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
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import cvxopt
from cvxopt import matrix, solvers

print("cvxopt", cvxopt.__version__)
solvers.options["show_progress"] = False


for bound in (1_000, 10_000_000, 43_592_964):
    # Maximize x, that is minimize -x, with x <= bound and -x <= 0.
    answer = solvers.lp(matrix([-1.0]), matrix([1.0, -1.0]), matrix([float(bound), 0.0]))
    short = round(bound - answer["x"][0]) if answer["status"] == "optimal" else 0
    print(f"0 <= x <= {bound}: {answer['status']}" + (f", {short} people short" if short else ""))
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
