// The digest of a file, computed in the browser: the file itself is not sent. Where the browser
// cannot (no HTTPS, too old), the form sends the file and the server computes it.
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const answer = (expected, digest) => {
  if (!expected) return "";
  return expected === digest ? "一样：没有被改过。" : "不一样：和出具时的文件不同。";
};

export const checkDigest = (root) => {
  for (const form of root.querySelectorAll("form[data-check-digest]")) {
    const file = form.querySelector('input[type="file"]');
    const field = form.querySelector('input[name="sha256"]');
    const shown = form.querySelector("[data-digest]");
    if (!file || !field || !window.crypto?.subtle) continue;
    const name = file.name;
    const show = async () => {
      const chosen = file.files[0];
      field.value = "";
      file.name = name;
      shown.textContent = "";
      if (!chosen) return;
      const digest = hex(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
      field.value = digest;
      file.removeAttribute("name"); // a field without a name stays here
      shown.textContent = `这份文件的指纹 ${digest}　${answer(form.dataset.checkDigest, digest)}`;
    };
    file.addEventListener("change", show);
    form.addEventListener("drop", () => setTimeout(show, 0));
  }
};
