// Every kind of control shows that it has the focus. Press Tab once before: then the browser knows
// that a keyboard is in use. One of each kind (tag and classes) is tried.
() => {
  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderTopWidth", "backgroundColor", "textDecorationLine", "color"];
  const lookOf = (element) => [element, element.closest("label"), ...(element.labels || [])]
    .filter(Boolean).map((e) => LOOK.map((key) => getComputedStyle(e)[key]).join("|")).join("§");
  const tried = new Set(), failures = [];
  for (const control of document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex='0']")) {
    if (control.disabled || !control.checkVisibility()) continue;
    const kind = `${control.tagName}.${control.className}.${control.parentElement.className}`;
    if (tried.has(kind)) continue;
    tried.add(kind);
    document.activeElement.blur();
    const before = lookOf(control);
    control.focus({ preventScroll: true, focusVisible: true });
    if (document.activeElement === control && lookOf(control) === before) failures.push({ rule: "focus-visible", where: kind, found: "looks the same" });
  }
  document.activeElement.blur();
  return failures;
}
