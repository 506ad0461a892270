// A slow form says that it is working and is not sent twice.
const busy = (form, button) => {
  button.dataset.label ||= button.textContent;
  button.textContent = form.dataset.once || button.textContent;
  form.setAttribute("aria-busy", "true");
  // Disabled a moment later, or the button's own value would not be sent.
  setTimeout(() => { button.disabled = true; }, 0);
};

const rest = (form, button) => {
  if (button.dataset.label) button.textContent = button.dataset.label;
  form.removeAttribute("aria-busy");
  button.disabled = false;
};

export const submitOnce = (root) => {
  for (const form of root.querySelectorAll("form[data-once]")) {
    const button = form.querySelector('[type="submit"]');
    if (!button) continue;
    form.addEventListener("submit", (event) => {
      if (!event.submitter || !("draftAside" in event.submitter.dataset)) busy(form, button);
    });
    form.addEventListener("draft:kept", () => setTimeout(() => rest(form, button), 0));
    // The back button shows the page as it was left: usable again.
    window.addEventListener("pageshow", (event) => event.persisted && rest(form, button));
  }
};
