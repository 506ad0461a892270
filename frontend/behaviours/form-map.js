// The map over a long form follows what is typed; without scripts it says what was filled when sent.
const filled = (form, name) =>
  [...form.elements].some((e) => e.name === name && (["radio", "checkbox"].includes(e.type) ? e.checked : e.value.trim()));

const follow = (map) => {
  const form = map.closest("form") || map.parentElement.querySelector("form");
  form?.addEventListener("input", (event) => {
    const stop = map.querySelector(`[data-for="${CSS.escape(event.target.name)}"]`)?.parentElement;
    if (!stop) return;
    const is = filled(form, event.target.name);
    stop.className = is ? "is-filled" : "is-missing";
    stop.querySelector("span").textContent = is ? "已填" : "未填";
  });
};

export const formMap = (root) => root.querySelectorAll("[data-form-map]").forEach(follow);
