// A file field that shows the name of what was chosen, and takes a file dropped onto it.
const describe = (file) => `${file.name}（${Math.max(1, Math.round(file.size / 1024))} KB）`;

export const dropFiles = (root) => {
  for (const zone of root.querySelectorAll("[data-file-drop]")) {
    const input = zone.querySelector('input[type="file"]');
    const name = zone.querySelector("[data-file-name]");
    if (!input || zone.dataset.ready) continue;
    zone.dataset.ready = "yes";
    const show = () => {
      const files = [...input.files];
      name.textContent = files.length ? files.map(describe).join("、") : name.dataset.fileName;
      zone.classList.toggle("is-filled", files.length > 0);
    };
    show();
    input.addEventListener("change", show);
    for (const kind of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.toggle("is-over", kind === "dragover");
      });
    }
    zone.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      show();
    });
  }
};
