// Keys for clerks: j and k move along the rows, x ticks, Enter opens (the focused link does that by
// itself), / goes to the search. Nothing is taken from whoever types into a field.
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

const links = () => [...document.querySelectorAll("[data-row-keys] [data-row] th a")];

const step = (by) => {
  const all = links();
  const here = all.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
  next?.focus();
};

const tick = () => {
  const box = document.activeElement.closest("[data-row]")?.querySelector('input[name="chosen"]');
  box?.click();
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  x: tick,
  "/": () => document.querySelector("[data-slash]")?.focus(),
};

export const rowKeys = () => {
  document.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (!document.querySelector("[data-row-keys], [data-slash]")) return;
    event.preventDefault();
    act();
  });
};
