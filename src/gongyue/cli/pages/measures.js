// What we measure on a page beside axe-core. Runs inside the page; returns failures and numbers.
// options: {target, mainTarget, smallestText} in CSS pixels; smallestText 0 = not asked.
(options) => {
  const failures = [];
  const fail = (rule, element, found) => failures.push({ rule, where: nameOf(element), found });
  const nameOf = (element) => {
    if (!element) return "page";
    const said = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim();
    const kind = [...element.classList].slice(0, 2).map((name) => `.${name}`).join("");
    return `${element.tagName.toLowerCase()}${kind} “${said.replace(/\s+/g, " ").slice(0, 24)}”`;
  };
  const hidden = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return true;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const look = getComputedStyle(at);
      if (look.clipPath === "inset(50%)" || look.clip === "rect(0px, 0px, 0px, 0px)") return true;
      if (at.matches(".skip")) return true; // seen when it has the focus
    }
    return false;
  };
  const union = (rects) => ({
    left: Math.min(...rects.map((r) => r.left)), right: Math.max(...rects.map((r) => r.right)),
    top: Math.min(...rects.map((r) => r.top)), bottom: Math.max(...rects.map((r) => r.bottom)),
  });

  // --- Targets: 44 × 44, and 60 × 60 for main controls in 长辈版; links in running text excepted.
  const MAIN = "button,.btn,select,textarea,input,[role=button],nav a,.card-link";
  const CONTROLS = "a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button]";
  const boxesOf = (control) => {
    const ticked = control.matches("input[type=checkbox],input[type=radio]");
    return ticked ? [control, ...(control.labels || [])] : [control];
  };
  const reaches = (parts, need) => {
    parts[0].scrollIntoView({ block: "center", inline: "nearest" });
    const box = union(parts.map((part) => part.getBoundingClientRect()));
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    const mine = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && parts.some((part) => part.contains(hit));
    };
    const run = (dx, dy) => {
      let far = 0;
      while (far < need && mine(middle.x + dx * (far + 1), middle.y + dy * (far + 1))) far += 1;
      return far;
    };
    return { wide: run(-1, 0) + run(1, 0) + 1, high: run(0, -1) + run(0, 1) + 1 };
  };
  let smallestTarget = Infinity, targets = 0;
  const scrolled = [scrollX, scrollY];
  for (const control of document.querySelectorAll(CONTROLS)) {
    if (hidden(control) || control.disabled) continue;
    if (control.matches("a") && getComputedStyle(control).display === "inline") continue;
    // A chip of an article is a word in its sentence; 长辈版 makes it as large as the rest.
    if (!options.smallestText && control.matches(".article > summary, .article--plain")) continue;
    targets += 1;
    const need = control.matches(MAIN) ? options.mainTarget : options.target;
    const parts = boxesOf(control).filter((part) => !hidden(part));
    const box = union(parts.map((part) => part.getBoundingClientRect()));
    let size = { wide: box.right - box.left, high: box.bottom - box.top };
    if (Math.min(size.wide, size.high) < need - 0.5) size = reaches(parts, need);
    const least = Math.min(size.wide, size.high);
    smallestTarget = Math.min(smallestTarget, least);
    if (least < need - 0.5) fail("target-size", control, `${Math.round(size.wide)}×${Math.round(size.high)} < ${need}`);
  }
  scrollTo(...scrolled);

  // --- Text: size in 长辈版, line height, contrast.
  const numbersOf = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (top, below) => {
    const part = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map((i) => top[i] * part + below[i] * (1 - part));
  };
  const backgroundOf = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const look = getComputedStyle(at);
      if (look.backgroundImage.includes("url(") && at !== element) return null;
      const colour = numbersOf(look.backgroundColor);
      if (colour.length < 4 || colour[3] > 0) layers.push(colour);
      if (layers.length && (layers[layers.length - 1][3] ?? 1) === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  let smallestText = Infinity, lowestLine = Infinity, lowestContrast = Infinity;
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element)) continue;
    seen.add(element);
    if (element.closest("script,style,noscript,template,option,canvas") || hidden(element)) continue;
    const look = getComputedStyle(element), size = parseFloat(look.fontSize);
    const inDrawing = element.closest("svg");
    smallestText = Math.min(smallestText, size);
    if (size < options.smallestText - 0.05) fail("text-size", element, `${size}px < ${options.smallestText}px`);
    if (!inDrawing && look.lineHeight !== "normal") {
      const line = parseFloat(look.lineHeight) / size;
      lowestLine = Math.min(lowestLine, line);
      if (line < 1.295) fail("line-height", element, line.toFixed(2));
    }
    const below = inDrawing || element.closest(":disabled,[aria-disabled=true]") ? null : backgroundOf(element);
    if (below) {
      const ratio = contrast(over(numbersOf(look.color), below), below);
      lowestContrast = Math.min(lowestContrast, ratio);
      if (ratio < 4.5) fail("contrast", element, ratio.toFixed(2));
    }
  }

  // --- Nothing beyond the edge, nothing cut off.
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) {
    const widest = [...document.querySelectorAll("main *, header *, footer *, nav *")]
      .filter((e) => !hidden(e) && e.getBoundingClientRect().right > root.clientWidth + 1)
      .filter((e) => { for (let at = e.parentElement; at; at = at.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return false; return true; });
    fail("sideways-scroll", widest[widest.length - 1], `${root.scrollWidth} > ${root.clientWidth}`);
  }
  for (const element of document.querySelectorAll("main *, header *, nav *")) {
    const look = getComputedStyle(element);
    if (!/hidden|clip/.test(`${look.overflowX} ${look.overflowY}`) || !element.textContent.trim() || hidden(element)) continue;
    if (element.closest("svg,canvas,[aria-hidden=true],select,.spark")) continue;
    const lost = element.scrollHeight - element.clientHeight > 3 || element.scrollWidth - element.clientWidth > 3;
    if (lost) fail("text-cut-off", element, `${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`);
  }

  // --- Structure.
  const count = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).length;
  if (count("h1") !== 1) fail("one-h1", null, `${count("h1")} h1`);
  if (count("main") !== 1) fail("one-main", null, `${count("main")} main`);
  if (!root.lang.startsWith("zh")) fail("language", null, root.lang || "none");
  if (!document.querySelector("a.skip, a[href='#content']")) fail("skip-link", null, "none");
  for (const nav of document.querySelectorAll("nav")) if (!nav.getAttribute("aria-label") && !nav.getAttribute("aria-labelledby")) fail("nav-named", nav, "no name");
  for (const field of document.querySelectorAll("input:not([type=hidden],[type=submit]),select,textarea")) {
    const named = (field.labels && field.labels.length) || field.getAttribute("aria-label") || field.getAttribute("aria-labelledby");
    if (!named && !hidden(field)) fail("input-labelled", field, field.name);
  }
  for (const error of document.querySelectorAll(".field__error[id]")) {
    const tied = document.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
    if (!tied) fail("error-tied", error, "no aria-describedby names it");
  }
  for (const summary of document.querySelectorAll(".error-summary")) {
    if (!summary.matches("[role=alert],[aria-live]")) fail("error-spoken", summary, "no role=alert");
    if (!summary.contains(document.activeElement)) fail("error-focus", summary, `focus is on ${nameOf(document.activeElement)}`);
  }
  const rounded = (value) => (value === Infinity ? null : Math.round(value * 100) / 100);
  return {
    failures,
    numbers: {
      targets, smallest_target: rounded(smallestTarget), smallest_text: rounded(smallestText),
      lowest_line_height: rounded(lowestLine), lowest_contrast: rounded(lowestContrast),
      nodes: document.querySelectorAll("*").length,
    },
  };
}
