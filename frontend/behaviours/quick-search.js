// "/" goes to the search box of the desk, unless somebody is typing.
let listening = false;

export const quickSearch = () => {
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("[data-quick-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
};
