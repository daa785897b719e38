#!/usr/bin/env bash
# cyclonedx-editor-validator 1.0.3: merging two CycloneDX files keeps the services of the first only;
# the dependencies still name those of the second, and the result validates.
#
# Expected, from its overview of commands: one document that holds what the given documents hold.
# Seen: whichever file comes second loses its services and their flows of personal data, even when
#   the first has none. The merged dependencies keep "mailer depends on sms". The exit code is 0, and
#   the tool's own validate accepts the result.
# Here: services and their data classifications are the part of CycloneDX that says where personal
#   data go. The merged file of an organization shows fewer recipients than its parts do.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'cyclonedx-editor-validator==1.0.3'

cat >"$work/seen" <<'SEEN'
cyclonedx-editor-validator 1.0.3
shop + mailer: exit 0, components crm smtp mailer, services pay, dependencies on services pay sms
mailer + shop: exit 0, components smtp crm shop, services sms, dependencies on services pay sms
shop without services + mailer: exit 0, components crm smtp mailer, services none, dependencies on services sms
validate: exit 0
SEEN

cat >"$work/look.py" <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

work = sys.argv[1]
print("cyclonedx-editor-validator", version("cyclonedx-editor-validator"))


def write(file, application, library, service, number):
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "serialNumber": f"urn:uuid:00000000-0000-4000-8000-00000000000{number}",
        "metadata": {"timestamp": "2026-03-01T00:00:00Z", "authors": [{"name": "Example"}],
                     "component": {"type": "application", "name": application, "version": "1",
                                   "bom-ref": application}},
        "components": [{"type": "library", "name": library, "version": "1", "bom-ref": library}],
        "dependencies": [{"ref": application, "dependsOn": [library] + ([service] if service else [])}]}
    if service:
        document["services"] = [{"bom-ref": service, "name": service,
                                 "data": [{"flow": "outbound", "classification": "personal"}]}]
    with open(f"{work}/{file}.cdx.json", "w") as out:
        json.dump(document, out)


def run(*words):
    return subprocess.run([f"{work}/venv/bin/cdx-ev", *words], capture_output=True).returncode


write("shop", "shop", "crm", "pay", 1)
write("mailer", "mailer", "smtp", "sms", 2)
write("bare", "shop", "crm", None, 3)
names = lambda entries: " ".join(entry["name"] for entry in entries) or "none"
for first, second, title in (("shop", "mailer", "shop + mailer"), ("mailer", "shop", "mailer + shop"),
                             ("bare", "mailer", "shop without services + mailer")):
    code = run("merge", f"{work}/{first}.cdx.json", f"{work}/{second}.cdx.json", "--output", f"{work}/all.cdx.json")
    merged = json.load(open(f"{work}/all.cdx.json"))
    named = sorted({ref for entry in merged["dependencies"] for ref in entry.get("dependsOn", [])} & {"pay", "sms"})
    print(f"{title}: exit {code}, components {names(merged['components'])}, "
          f"services {names(merged.get('services', []))}, dependencies on services {' '.join(named)}")
print("validate: exit", run("validate", f"{work}/all.cdx.json"))
PY
"$work/venv/bin/python" "$work/look.py" "$work" >"$work/now"
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
