// A table wider than the screen scrolls inside its box. Whoever has only a keyboard can scroll it
// when the box takes the focus; where a link inside takes it anyway, one stop less to pass.
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

const fit = (box) => {
  const scrolls = box.scrollWidth > box.clientWidth && !box.querySelector(FOCUSABLE);
  if (!scrolls) {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    return;
  }
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", `${box.querySelector("caption")?.textContent.trim() || "表格"}，可以左右滑动`);
};

const watcher = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));

export const scrollTables = (root) => {
  for (const box of root.querySelectorAll(".table-scroll")) watcher.observe(box);
};
