// An opened card or menu never hangs over the right edge; Escape or a click elsewhere closes it.
const floating = "details[data-floating]";
let listening = false;

const place = (details) => {
  const card = details.querySelector("[data-card]");
  if (!card) return;
  card.classList.remove("is-flipped");
  if (card.getBoundingClientRect().right > document.documentElement.clientWidth - 8) {
    card.classList.add("is-flipped");
  }
};

const closeOthers = (keep) => {
  for (const details of document.querySelectorAll(`${floating}[open]`)) {
    if (!details.contains(keep)) details.open = false;
  }
};

export const keepOnScreen = (root) => {
  for (const details of root.querySelectorAll(floating)) {
    details.addEventListener("toggle", () => details.open && place(details));
  }
  if (listening) return;
  listening = true;
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.activeElement?.closest(`${floating}[open]`);
    closeOthers(null);
    open?.querySelector("summary")?.focus();
  });
};
