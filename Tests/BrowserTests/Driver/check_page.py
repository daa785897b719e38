"""Opens a report in a browser and uses it as a person would.

check_page.py BROWSER INDEX.HTML [PAGES-LEAST PAGES-MOST]
Says what is wrong on standard output, a line each; exit code 1 when anything is.
"""

import re
import sys

from browser import Browser

failures = []


def expect(condition, sentence):
    if not condition:
        failures.append(sentence)


def centre(browser, selector):
    """The middle of an element, scrolled into view."""
    box = browser.run(
        f"""(() => {{ const e = document.querySelector({selector!r});
        e.scrollIntoView({{block: "center", behavior: "instant"}});
        const b = e.getBoundingClientRect();
        return [b.x + b.width / 2, b.y + b.height / 2, b.width, b.height]; }})()""")
    return box


def check_loading(browser, path):
    browser.open(path)
    expect(not browser.complaints(), f"the page complains: {browser.complaints()[:3]}")
    others = [url for url in browser.requests() if not url.endswith("/index.html")]
    expect(not others, f"the page asks for {others[:3]}")
    expect(
        browser.run("!!document.querySelector('meta[http-equiv=Content-Security-Policy]')"),
        "there is no content security policy")
    expect(
        browser.run("document.querySelectorAll('[style], [onclick], [onload]').length") == 0,
        "an element has a style or a handler of its own")
    expect(
        browser.run("document.querySelectorAll('script').length") == 1, "more than one script")
    expect(browser.run(
        "getComputedStyle(document.querySelector('.masthead')).borderBottomStyle") == "solid",
        "the style sheet does not apply")
    missing = browser.run(
        """[...document.querySelectorAll('a[href^="#"]')].map((a) => a.hash.slice(1))
        .filter((id) => !document.getElementById(id))""")
    expect(not missing, f"links lead nowhere: {missing[:3]}")
    twice = browser.run(
        """(() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i); })()""")
    expect(not twice, f"ids come twice: {twice[:3]}")
    expect(
        browser.run("[...document.querySelectorAll('table')].every((t) => t.querySelector('th'))"),
        "a table has no headings")


def check_widths(browser):
    for width in (1920, 1024, 390):
        browser.resize(width, 900)
        over = browser.run("document.documentElement.scrollWidth") - width
        expect(over <= 0, f"{width} wide, the page is {over} pixels too wide")
    browser.resize(1920, 1080)


def chosen(browser):
    return browser.run(
        "document.querySelector('[aria-pressed=true]')?.id || null")


def check_choosing(browser):
    # Something the intruder has or got into, so that there is a proof and something hanging on it.
    name = browser.run(
        """[...document.querySelectorAll("[data-about]")].filter((a) => a.dataset.hangs &&
        a.querySelector("ol")).map((a) => a.dataset.about.split(" "))
        .map(([kind, id]) => document.querySelector(
          `.canvas g[data-kind="${kind}"][data-id="${id}"]:not(.cluster)`)?.id).find(Boolean)""")
    expect(name, "nothing in the picture has a proof")
    if not name:
        return
    x, y, *_ = centre(browser, f"[id='{name}']")
    browser.click(x, y)
    expect(chosen(browser) == name, f"a click on '{name}' chose '{chosen(browser)}'")
    expect(
        browser.run("document.querySelectorAll('[data-panel] ol li').length") > 0,
        "the panel does not show the proof")
    expect(
        browser.run("document.querySelectorAll('.mark.is-next').length") > 0,
        "nothing that hangs on it is marked")
    expect(
        browser.run("document.querySelectorAll('g.is-far').length") > 0, "nothing steps back")
    browser.run(f"document.getElementById({name!r}).focus()")
    browser.press("Escape")
    expect(chosen(browser) is None, "Escape does not clear")
    expect(browser.run("document.querySelector('[data-panel]').hidden"), "the panel stays")
    # The keyboard alone
    browser.press("Enter")
    expect(chosen(browser) == name, "Enter does not choose")
    browser.press("Escape")
    browser.press("ArrowRight")
    moved = browser.run("document.activeElement.id")
    if moved == name:
        browser.press("ArrowLeft")
        moved = browser.run("document.activeElement.id")
    expect(moved != name, "arrow keys do not move from element to element")
    browser.press("Enter")
    expect(chosen(browser) == moved, "Enter does not choose what the arrow keys led to")
    browser.press("Escape")
    expect(
        browser.run("document.querySelectorAll('.canvas g[tabindex=\"0\"]').length") == 1,
        "the picture is not one stop of the tabulator key")


def view(browser):
    return browser.run("document.querySelector('.canvas svg').getAttribute('viewBox')")


def check_moving(browser):
    before = view(browser)
    browser.press("+")
    expect(view(browser) != before, "plus does not zoom")
    browser.press("0")
    x, y, width, height = centre(browser, ".canvas")
    browser.click(x, y, (x + 60, y + 40))
    expect(view(browser) != before, "dragging does not move")
    expect(chosen(browser) is None, "dragging chose something")
    for selector in ("[data-do=in]", "[data-do=out]"):
        now = view(browser)
        browser.click(*centre(browser, selector)[:2])
        expect(view(browser) != now, f"{selector} does not zoom")
    browser.click(*centre(browser, "[data-do=fit]")[:2])
    numbers = [float(n) for n in view(browser).split()]
    expect(numbers[:2] == [0, 0], "'All of it' does not show all of it")


def check_filters(browser):
    for name in ("class", "field"):
        values = browser.run(
            f"[...document.querySelector('[data-filter={name}]').options].map((o) => o.value)")
        effects = set()
        for value in values[1:]:
            effects.add(browser.run(
                f"""(() => {{ const s = document.querySelector("[data-filter={name}]");
                s.value = {value!r}; s.dispatchEvent(new Event("change", {{bubbles: true}}));
                return [...document.querySelectorAll("g.is-aside")].map((g) => g.id).join(" "); }})()"""))
        expect(effects and any(effects), f"filtering by {name} hides nothing")
        wrong = browser.run(
            f"""[...document.querySelectorAll("[data-about]")].filter((a) => {{
            const [kind, id] = a.dataset.about.split(" ");
            const g = document.querySelector(`.canvas g[data-kind="${{kind}}"][data-id="${{id}}"]`);
            const list = a.dataset["{'classes' if name == 'class' else 'fields'}"].split(" ");
            return g && !g.classList.contains("cluster")
              && g.classList.contains("is-aside") === list.includes({values[-1]!r}); }}).length""")
        expect(wrong == 0, f"{wrong} elements are shown wrongly when filtered by {name}")
        browser.click(*centre(browser, "[data-do=clear]")[:2])
        expect(
            browser.run("document.querySelectorAll('g.is-aside').length") == 0,
            "clearing leaves a filter on")


def check_printing(browser, least, most):
    pages = len(re.findall(rb"/Type\s*/Page\b", browser.pdf()))
    expect(least <= pages <= most, f"it prints on {pages} pages, not {least} to {most}")


def check_without_script(browser, path):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(path)
    expect(
        browser.run("document.querySelector('.tools').hidden"),
        "without scripts there are tools that do nothing")
    expect(
        browser.run("document.querySelector('.canvas svg').getBoundingClientRect().height > 50"),
        "without scripts there is no picture")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def main():
    program, path = sys.argv[1:3]
    least, most = (int(word) for word in sys.argv[3:5]) if len(sys.argv) > 4 else (1, 1000)
    browser = Browser(program)
    try:
        check_loading(browser, path)
        check_widths(browser)
        check_choosing(browser)
        check_moving(browser)
        check_filters(browser)
        check_printing(browser, least, most)
        check_without_script(browser, path)
        expect(not browser.complaints(), f"in use it complains: {browser.complaints()[:3]}")
    finally:
        browser.close()
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


main()
