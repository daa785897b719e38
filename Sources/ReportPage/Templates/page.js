
// Everything folded opens at once, in particular before printing.
(() => {
  "use strict";
  const button = document.querySelector("[data-unfold]");
  if (!button) return;
  const folds = [...document.querySelectorAll("details")];
  if (folds.length === 0) return;
  const [toOpen, toClose] = [button.textContent, "Collapse all"];
  button.hidden = false;
  button.addEventListener("click", () => {
    const isOpening = button.textContent === toOpen;
    for (const fold of folds) fold.open = isOpening;
    button.textContent = isOpening ? toClose : toOpen;
  });
})();

// Makes the picture interactive: move, zoom, select an element, filter. Everything is readable without it. Nothing
// is parsed from text: elements of the page are copied, and attributes are compared.
(() => {
  "use strict";
  const figure = document.querySelector("[data-picture]");
  const canvas = figure && figure.querySelector("[data-canvas]");
  const svg = canvas && canvas.querySelector("svg");
  if (!svg) return;

  const space = "http://www.w3.org/2000/svg";
  const panel = figure.querySelector("[data-panel]");
  const tools = figure.querySelector(".tools");
  const filters = [...figure.querySelectorAll("[data-filter]")];
  const articles = new Map();
  for (const article of document.querySelectorAll("[data-about]")) {
    articles.set(article.dataset.about, article);
  }
  const words = (text) => (text ? text.split(" ").filter(Boolean) : []);
  const nameOf = (kind, id) => `${kind} ${id || ""}`;

  // The drawn elements.
  const nodes = [...svg.querySelectorAll("g[data-kind]")].filter((g) => g.dataset.kind !== "edge");
  const edges = [...svg.querySelectorAll('g[data-kind="edge"]')].map((g) => {
    const [from, to] = words(g.dataset.id);
    return { g, from, to };
  });
  const byName = new Map(nodes.map((g) => [nameOf(g.dataset.kind, g.dataset.id), g]));

  figure.classList.add("is-live");
  tools.hidden = false;
  figure.querySelector("[data-hint]").hidden = false;
  svg.setAttribute("role", "group");
  // A small picture stays small: at most one and a half times the size it was drawn at.
  svg.style.setProperty("--tall", `${svg.height.baseVal.value * 1.5}px`);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("preserveAspectRatio", "xMidYMid meet");

  // Moving and zooming change only the view box.
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...full };
  const show = () => {
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  };
  const zoom = (factor, at) => {
    const width = Math.min(full.width * 1.5, Math.max(full.width / 16, view.width * factor));
    const real = width / view.width;
    const centre = at || { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    view = {
      x: centre.x - (centre.x - view.x) * real,
      y: centre.y - (centre.y - view.y) * real,
      width,
      height: view.height * real,
    };
    show();
  };
  const fit = () => {
    view = { ...full };
    show();
  };
  const pointOf = (event) => {
    const matrix = svg.getScreenCTM();
    return matrix && new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  };
  const boxOf = (g) => {
    const box = g.getBBox();
    const matrix = svg.getScreenCTM().inverse().multiply(g.getScreenCTM());
    const start = new DOMPoint(box.x, box.y).matrixTransform(matrix);
    const end = new DOMPoint(box.x + box.width, box.y + box.height).matrixTransform(matrix);
    return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y };
  };
  const reveal = (g) => {
    const whole = boxOf(g);
    // If everything is visible, the ring around a box at the edge does not move the picture.
    const box = { x: Math.max(whole.x, full.x), y: Math.max(whole.y, full.y) };
    box.width = Math.min(whole.x + whole.width, full.x + full.width) - box.x;
    box.height = Math.min(whole.y + whole.height, full.y + full.height) - box.y;
    const edge = view.width / 40;
    if (box.x < view.x) view.x = box.x - edge;
    if (box.y < view.y) view.y = box.y - edge;
    if (box.x + box.width > view.x + view.width) view.x = box.x + box.width + edge - view.width;
    if (box.y + box.height > view.y + view.height) view.y = box.y + box.height + edge - view.height;
    show();
  };

  // Selection.
  let chosen = null;
  const marks = document.createElementNS(space, "g");
  marks.setAttribute("aria-hidden", "true");
  svg.append(marks);
  const mark = (g, name) => {
    const box = boxOf(g);
    const frame = document.createElementNS(space, "rect");
    for (const [key, value] of Object.entries({
      x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8, rx: 6,
    })) frame.setAttribute(key, value);
    frame.setAttribute("class", `mark ${name}`);
    frame.setAttribute("pointer-events", "none");
    marks.append(frame);
  };
  const clear = () => {
    chosen = null;
    marks.replaceChildren();
    figure.classList.remove("is-chosen");
    for (const g of svg.querySelectorAll(".is-far, .is-hanging")) {
      g.classList.remove("is-far", "is-hanging");
    }
    for (const g of nodes) g.setAttribute("aria-pressed", "false");
    panel.hidden = true;
    panel.replaceChildren();
    svg.style.removeProperty("height");
  };
  const say = (g) => {
    panel.replaceChildren();
    // The panel takes up some of the picture's width, not its height.
    svg.style.height = `${svg.getBoundingClientRect().height}px`;
    const article = articles.get(nameOf(g.dataset.kind, g.dataset.id));
    if (article) {
      for (const child of article.children) panel.append(child.cloneNode(true));
    } else {
      const heading = document.createElement("h3");
      heading.textContent = g.querySelector("title")?.textContent || "";
      const text = document.createElement("p");
      text.textContent = g.querySelector("desc")?.textContent || "";
      panel.append(heading, text);
    }
    panel.hidden = false;
  };
  const choose = (g) => {
    clear();
    chosen = g;
    const article = articles.get(nameOf(g.dataset.kind, g.dataset.id));
    const hanging = new Set();
    for (const entry of words(article && article.dataset.hangs)) {
      const colon = entry.indexOf(":");
      const other = byName.get(nameOf(entry.slice(0, colon), entry.slice(colon + 1)));
      if (other && other !== g) hanging.add(other);
    }
    const lit = new Set([g.id, ...[...hanging].map((other) => other.id)]);
    const near = new Set(lit);
    for (const { from, to } of edges) {
      if (from === g.id) near.add(to);
      if (to === g.id) near.add(from);
    }
    for (const other of nodes) {
      if (other.classList.contains("cluster")) continue;
      other.classList.toggle("is-far", !near.has(other.id));
    }
    for (const edge of edges) {
      const isLit = lit.has(edge.from) && lit.has(edge.to);
      const touches = edge.from === g.id || edge.to === g.id;
      edge.g.classList.toggle("is-far", !isLit && !touches);
      edge.g.classList.toggle("is-hanging", isLit);
    }
    figure.classList.add("is-chosen");
    g.setAttribute("aria-pressed", "true");
    mark(g, "is-first");
    for (const other of hanging) mark(other, "is-next");
    say(g);
  };

  // Filters: elements without the selected class or field are dimmed.
  const filter = () => {
    const asked = filters.filter((select) => select.value);
    figure.classList.toggle("is-filtered", asked.length > 0);
    const aside = new Set();
    for (const g of nodes) {
      const article = articles.get(nameOf(g.dataset.kind, g.dataset.id));
      const isAsked = asked.every((select) => {
        const list = select.dataset.filter === "class" ? "classes" : "fields";
        return article && words(article.dataset[list]).includes(select.value);
      });
      const isFree = g.dataset.kind === "intruder" || g.classList.contains("cluster");
      g.classList.toggle("is-aside", !isAsked && !isFree);
      if (!isAsked && !isFree) aside.add(g.id);
    }
    for (const { g, from, to } of edges) {
      g.classList.toggle("is-aside", aside.has(from) || aside.has(to));
    }
  };

  // Keyboard: a single tab stop, with arrow keys between elements.
  const stops = nodes.filter((g) => !g.classList.contains("cluster"));
  const enter = (g) => {
    for (const other of stops) other.setAttribute("tabindex", other === g ? "0" : "-1");
  };
  for (const g of stops) {
    g.setAttribute("role", "button");
    g.setAttribute("aria-pressed", "false");
    g.setAttribute("aria-label", g.querySelector("title")?.textContent || g.id);
    const box = g.getBBox();
    const ring = document.createElementNS(space, "rect");
    for (const [key, value] of Object.entries({
      x: box.x - 7, y: box.y - 7, width: box.width + 14, height: box.height + 14, rx: 8,
    })) ring.setAttribute(key, value);
    ring.setAttribute("class", "ring");
    ring.setAttribute("pointer-events", "none");
    g.append(ring);
    g.addEventListener("focus", () => {
      enter(g);
      reveal(g);
    });
  }
  if (stops.length > 0) enter(stops.find((g) => g.dataset.kind === "intruder") || stops[0]);
  const neighbour = (g, key) => {
    const centre = (other) => {
      const box = boxOf(other);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const here = centre(g);
    const isSideways = key === "ArrowLeft" || key === "ArrowRight";
    const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    let best = null;
    for (const other of stops) {
      if (other === g) continue;
      const there = centre(other);
      const along = sign * (isSideways ? there.x - here.x : there.y - here.y);
      const across = Math.abs(isSideways ? there.y - here.y : there.x - here.x);
      if (along <= 1) continue;
      const cost = along + 2 * across;
      if (!best || cost < best.cost) best = { cost, other };
    }
    return best && best.other;
  };
  const doing = { in: () => zoom(0.8), out: () => zoom(1.25), fit, clear: () => {
    for (const select of filters) select.value = "";
    filter();
    clear();
  } };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const g = event.target.closest("g[data-kind]");
    const action = { "+": doing.in, "=": doing.in, "-": doing.out, 0: fit, Escape: clear }[event.key];
    if (action) action();
    else if (g && (event.key === "Enter" || event.key === " ")) choose(g);
    else if (g && event.key.startsWith("Arrow")) neighbour(g, event.key)?.focus();
    else return;
    event.preventDefault();
  });
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) doing[button.dataset.do]();
  });
  tools.addEventListener("change", filter);

  // Pointer: a press that moves is a drag; one that does not move is a selection.
  let drag = null;
  const pointers = new Map();
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    drag = { x: event.clientX, y: event.clientY, view: { ...view }, isMoved: false };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drag || !pointers.has(event.pointerId)) return;
    const before = pointers.get(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const spread = (at) => Math.hypot(at.x - other.x, at.y - other.y);
      const now = spread({ x: event.clientX, y: event.clientY });
      if (now > 0) zoom(spread(before) / now, pointOf(event));
      drag.isMoved = true;
      return;
    }
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.isMoved && Math.hypot(dx, dy) < 5) return;
    if (!drag.isMoved) {
      drag.isMoved = true;
      canvas.setPointerCapture(event.pointerId);
      canvas.classList.add("is-dragged");
    }
    const scale = 1 / svg.getScreenCTM().a;
    view.x = drag.view.x - dx * scale;
    view.y = drag.view.y - dy * scale;
    show();
  });
  const release = (event) => {
    pointers.delete(event.pointerId);
    canvas.classList.remove("is-dragged");
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("click", (event) => {
    if (drag && drag.isMoved) return;
    const g = event.target.closest("g[data-kind]");
    if (g) choose(g);
    else clear();
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 150), pointOf(event));
  }, { passive: false });

  window.addEventListener("resize", () => svg.style.removeProperty("height"));

  // Print shows everything.
  window.addEventListener("beforeprint", () => svg.setAttribute(
    "viewBox", `${full.x} ${full.y} ${full.width} ${full.height}`));
  window.addEventListener("afterprint", show);
})();
