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
    for width in (1920, 1280, 1024, 390):
        browser.resize(width, 900)
        over = browser.run("document.documentElement.scrollWidth") - width
        expect(over <= 0, f"{width} wide, the page is {over} pixels too wide")
        unfold(browser)
        over = browser.run("document.documentElement.scrollWidth") - width
        expect(over <= 0, f"{width} wide and unfolded, the page is {over} pixels too wide")
        unfold(browser)
    browser.resize(1920, 1080)


def unfold(browser):
    browser.run("document.querySelector('[data-unfold]').click()")


def check_folding(browser):
    count = browser.run("document.querySelectorAll('details').length")
    expect(count > 0, "nothing is folded")
    opened = "document.querySelectorAll('details[open]').length"
    expect(browser.run(opened) == 0, "something is open before anybody opened it")
    unfold(browser)
    expect(browser.run(opened) == count, "'Expand all' does not")
    unfold(browser)
    expect(browser.run(opened) == 0, "'Collapse all' does not")


# For every text that is seen: its colour against what is painted behind it (WCAG 2.2, 1.4.3).
CONTRAST = """(() => {
  const channel = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) =>
    0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const ground = (element) => {
    const chart = element.closest("svg.curves");
    if (chart) return parse(getComputedStyle(chart.querySelector(".ground")).fill);
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const bad = new Map();
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    // The picture's own colours are held to account where it is drawn.
    if (!node.data.trim() || element.closest("script, style, .canvas, .unseen, .skip")) continue;
    if (!element.checkVisibility || !element.checkVisibility()) continue;
    if (element.closest("svg") && !element.closest("text")) continue;
    const style = getComputedStyle(element);
    const colour = parse(element.closest("text") ? style.fill : style.color);
    const [one, two] = [luminance(colour), luminance(ground(element))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    seen += 1;
    if (ratio < (isLarge ? 3 : 4.5)) {
      bad.set(`${element.tagName}.${element.getAttribute("class")} ${colour}`, ratio.toFixed(2));
    }
  }
  return { seen, bad: [...bad].slice(0, 5) };
})()"""


def check_contrast(browser):
    for dark in (False, True):
        browser.resize(1280, 900, dark)
        unfold(browser)
        found = browser.run(CONTRAST)
        unfold(browser)
        name = "dark" if dark else "light"
        expect(found["seen"] > 100, f"only {found['seen']} texts are seen in the {name} theme")
        expect(not found["bad"], f"{name}: too little contrast: {found['bad']}")
        paper = browser.run("getComputedStyle(document.body).backgroundColor")
        expect(
            (paper == "rgb(255, 255, 255)") != dark, f"the {name} theme has a ground of {paper}")
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
        "nothing that depends on it is marked")
    expect(
        browser.run("document.querySelectorAll('g.is-far:not([data-kind=edge])').length") > 0,
        "nothing steps back")
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
    # The tabulator key leads from the tools into the picture and out of it again.
    browser.run("document.querySelector('[data-do=clear]').focus()")
    browser.press("Tab")
    expect(
        browser.run("!!document.activeElement.closest('.canvas g[data-kind]')"),
        "the tabulator key does not lead into the picture")
    expect(
        browser.run("document.activeElement.matches(':focus-visible')"),
        "what the keyboard is on cannot be seen")
    browser.press("Tab")
    expect(
        browser.run("!document.activeElement.closest('.canvas')"),
        "the tabulator key does not lead out of the picture")
    # What is chosen is said, too: in the panel, by a name, and as pressed.
    expect(
        browser.run(
            """[...document.querySelectorAll(".canvas g[role=button]")]
            .every((g) => g.getAttribute("aria-label"))"""), "an element has no name")


def view(browser):
    return browser.run("document.querySelector('.canvas svg').getAttribute('viewBox')")


def check_moving(browser):
    browser.click(*centre(browser, "[data-do=fit]")[:2])
    before = view(browser)
    restless = browser.run(
        """[...document.querySelectorAll(".canvas g[role=button]")].filter((g) => { g.focus();
        return document.querySelector(".canvas svg").getAttribute("viewBox") !== "BEFORE"; })
        .map((g) => g.id)""".replace("BEFORE", before))
    expect(not restless, f"all of it is shown, and yet it moves for {restless[:3]}")
    browser.run("document.querySelector('.canvas g[tabindex=\"0\"]').focus()")
    for key, sign in (("+", -1), ("-", 1)):
        now = float(view(browser).split()[2])
        browser.press(key)
        grown = float(view(browser).split()[2]) - now
        expect(grown * sign > 0, f"'{key}' does not zoom")
    browser.press("+")
    browser.press("0")
    expect(view(browser) == before, "0 does not show all of it again")
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
    # A4 less its margins is 180 mm, 680 pixels; a wide picture has a page of its own.
    browser.print_layout(680)
    cut = browser.run(
        """[...document.querySelectorAll("body *")]
        .filter((e) => !e.closest("svg, .unseen") && e.checkVisibility())
        .filter((e) => e.getBoundingClientRect().right > 681)
        .map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`)""")
    expect(not cut, f"{len(cut)} elements are cut at the right edge: {cut[:3]}")
    split = browser.run(
        """[...document.querySelectorAll("tr")]
        .filter((e) => getComputedStyle(e).breakInside !== "avoid").length""")
    expect(split == 0, f"{split} rows may break over two pages")
    silent = browser.run(
        """[...document.querySelectorAll("details:not([open]) > summary")]
        .filter((e) => e.checkVisibility()
          && !getComputedStyle(e, "::after").content.includes("folded")).length""")
    expect(silent == 0, f"{silent} folded parts are left out of the print without a word")
    hidden = browser.run(
        """[...document.querySelectorAll("td details")].filter((e) => {
        const note = e.closest("section").querySelector(".paper");
        return !note || !note.checkVisibility(); }).length""")
    expect(hidden == 0, f"{hidden} proofs are left out of the print without a word")
    expect(
        not browser.run("[...document.querySelectorAll('nav, .tools')].some((e) => e.checkVisibility())"),
        "tools are printed that do nothing on paper")
    browser.resize(1920, 1080)
    # What somebody has opened is printed.
    unfold(browser)
    more = len(re.findall(rb"/Type\s*/Page\b", browser.pdf()))
    unfold(browser)
    expect(more > pages, f"what is unfolded is not printed: {more} pages")


def check_without_script(browser, path):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(path)
    expect(
        browser.run("document.querySelector('.tools').hidden"),
        "without scripts there are tools that do nothing")
    expect(
        browser.run("document.querySelector('.canvas svg').getBoundingClientRect().height > 50"),
        "without scripts there is no picture")
    own = browser.run(
        """[...document.querySelectorAll("*")].filter((e) => e.getAttributeNames()
        .some((name) => name === "style" || name.startsWith("on"))).length""")
    expect(own == 0, f"{own} elements have a style or a handler of their own")
    for selector in ("[data-unfold]", "[data-hint]", "[data-panel]"):
        expect(
            browser.run(f"document.querySelector('{selector}').hidden"),
            f"without scripts {selector} is shown and does nothing")
    expect(
        browser.run("document.querySelectorAll('main > section').length") >= 4,
        "without scripts there are no sections")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def main():
    program, path = sys.argv[1:3]
    least, most = (int(word) for word in sys.argv[3:5]) if len(sys.argv) > 4 else (1, 1000)
    browser = Browser(program)
    try:
        check_loading(browser, path)
        check_widths(browser)
        check_folding(browser)
        check_contrast(browser)
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
