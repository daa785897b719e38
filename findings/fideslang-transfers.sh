#!/usr/bin/env bash
# fideslang 3.1.4 reads a system of fideslang 2 that transfers data to third countries and needs an
# impact assessment, and writes that it does neither.
#
# Expected, from the fideslang 2 reference: third_country_transfers lists the countries,
#   data_protection_impact_assessment says whether one is required, joint_controller names the other
#   controller, retention the period. A reader of version 3 that does not know a key says so.
# Seen: the keys are dropped without a word, and the keys that took their place are filled in with
#   their defaults: does_international_transfers false, requires_data_protection_assessments false.
#   fideslang 2.2.2 keeps the former keys, and has the same defaults.
# Here: a register of processing says "no transfers, no assessment" of a system that has both.
#   "Not said" must stay apart from "no", and keys of older versions be read or reported.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/seen" <<'SEEN'
fideslang 2.2.2
    system: third_country_transfers ['USA'], assessment required True, joint controller Partner
    dataset: retention 30 days
fideslang 3.1.4
    system: third_country_transfers not there, assessment required not there, joint controller not there
    dataset: retention not there
    does_international_transfers False
    requires_data_protection_assessments False
SEEN

cat >"$work/read.py" <<'PY'
from importlib.metadata import version

from fideslang.models import Dataset, System

print("fideslang", version("fideslang"))
missing = "not there"
written = lambda model: model.model_dump() if hasattr(model, "model_dump") else model.dict()
system = written(System(
    fides_key="crm", system_type="Service", third_country_transfers=["USA"],
    data_protection_impact_assessment={"is_required": True},
    joint_controller={"name": "Partner", "address": "1 Street", "email": "a@example.org", "phone": "1"},
    privacy_declarations=[{"data_categories": ["user.contact.email"], "data_use": "marketing",
                           "data_subjects": ["customer"], "data_qualifier": "aggregated"}]))
dataset = written(Dataset(fides_key="crm_db", retention="30 days", collections=[]))
print(f"    system: third_country_transfers {system.get('third_country_transfers', missing)}, assessment "
      f"required {system.get('data_protection_impact_assessment', {}).get('is_required', missing)}, "
      f"joint controller {system.get('joint_controller', {}).get('name', missing)}")
print("    dataset: retention", dataset.get("retention", missing))
if version("fideslang").startswith("3"):
    print("    does_international_transfers", system["does_international_transfers"])
    print("    requires_data_protection_assessments", system["requires_data_protection_assessments"])
PY

for package in fideslang==2.2.2 fideslang==3.1.4; do
  python3 -m venv "$work/$package"
  "$work/$package/bin/pip" install --quiet --disable-pip-version-check "$package"
  "$work/$package/bin/python" -W ignore "$work/read.py" >>"$work/now"
done
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
