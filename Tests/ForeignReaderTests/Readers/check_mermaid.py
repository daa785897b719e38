"""check_mermaid.py EXPORT TOPOLOGY ANALYSIS BROWSER LIBRARY: a browser draws it with Mermaid as sites set it up.

Mermaid's defaults are those of GitHub and GitLab: 500 edges, 50,000 characters, and no markup in labels.
"""

import json
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../BrowserTests/Driver"))

from browser import Browser
from common import answer, expect, finish, labels, same, topology

path, source, analysis, program, library = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    text = file.read()
document, result = topology(source), answer(analysis)
edges = re.findall(r'^  \S+ (?:-->|==>|-\.->)\|', text, re.M)
expect(len(edges) <= 400, f"{len(edges)} edges")
expect(len(text.encode("utf-16-le")) // 2 <= 45_000, "too many characters")

page = os.path.join(tempfile.mkdtemp(), "page.html")
with open(page, "w", encoding="utf-8") as file:
    file.write(f'<!doctype html><meta charset="utf-8"><script src="file://{library}"></script><p id="here"></p>')
browser = Browser(program)
browser.open(page)
browser.run("mermaid.initialize({startOnLoad: false})")
browser.run(f"""(async () => {{
    const drawn = await mermaid.render("picture", {json.dumps(text)});
    document.getElementById("here").innerHTML = drawn.svg; }})()""")
seen = browser.run("document.querySelector('#here svg').textContent")
seen = re.sub(r"\s+", "", seen)
same(browser.run("document.querySelectorAll('#here path.flowchart-link').length"), len(edges),
     "lines drawn")
expect("Syntaxerror" not in seen and "Unsupportedmarkdown" not in seen, "Mermaid reports an error")
same(browser.run("document.querySelectorAll('#here script, #here img, #here a, #here i').length"),
     0, "elements that labels brought")
complaints = browser.complaints()
expect(not complaints, f"the page complains: {complaints[:2]}")
# What is written in boxes is what is seen, character by character. A folded diagram has other boxes.
shown = 0
is_folded = "Folded" in text or "not drawn" in text
for (kind, name), label in labels(document).items():
    if kind in ("organization", "system", "service") and not is_folded:
        expect(re.sub(r"\s+", "", label)[:70] in seen, f"{kind} {name} is not shown as {label!r}")
        shown += 1
expect(shown > 5 or is_folded, "nothing compared")
expect(re.sub(r"\s+", "", document["title"]) in seen, "the title is not shown")
browser.close()
finish()
