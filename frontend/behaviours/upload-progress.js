// How much of the files has gone, and what was photographed. Without this the form is sent as it is.
const FAILED = "没有传上去，可能是网络断了。请再按一次。";

export const uploadProgress = (root) => {
  for (const part of root.querySelectorAll("[data-upload]")) {
    const form = part.closest("form");
    const bar = part.querySelector("[data-upload-progress]");
    const camera = part.querySelector('input[capture]');
    const chosen = part.querySelector("[data-file-chosen]");
    if (!form || !bar || part.dataset.ready) continue;
    part.dataset.ready = "yes";
    camera?.addEventListener("change", () => {
      chosen.textContent = camera.files.length ? `拍好了 ${camera.files.length} 张` : "";
    });
    form.addEventListener("htmx:xhr:progress", (event) => {
      if (!event.detail.lengthComputable) return;
      bar.hidden = false;
      bar.value = (100 * event.detail.loaded) / event.detail.total;
    });
    for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
      form.addEventListener(kind, () => {
        bar.hidden = true;
        chosen.textContent = FAILED;
        const button = form.querySelector('[type="submit"]');
        button.disabled = false;
        if (button.dataset.label) button.textContent = button.dataset.label;
      });
    }
  }
};
