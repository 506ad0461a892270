// A box that takes a table from the clipboard: cells of a web page or a chat become lines with tabs,
// a picture goes to the file field of the same form.
const cell = (node) => {
  const text = node.innerText.trim().replace(/\s*\n\s*/g, "\n");
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const linesOf = (table) =>
  [...table.rows].map((row) =>
    [...row.cells].flatMap((node) => [cell(node), ...Array(Math.min(node.colSpan, 50) - 1).fill("")]).join("\t"),
  );

const pictureIn = (data) => [...data.files].find((file) => file.type.startsWith("image/"));

export const pasteTable = (root) => {
  for (const box of root.querySelectorAll("[data-paste-table]")) {
    if (box.dataset.ready) continue;
    box.dataset.ready = "yes";
    const field = box.form?.querySelector('input[type="file"]');
    box.addEventListener("paste", (event) => {
      const data = event.clipboardData;
      const page = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
      const tables = [...page.querySelectorAll("table")].filter((table) => table.rows.length > 1);
      const picture = pictureIn(data);
      if (tables.length) {
        event.preventDefault();
        box.setRangeText(`${tables.flatMap(linesOf).join("\n")}\n`, box.selectionStart, box.selectionEnd, "end");
      } else if (picture && field && !data.getData("text/plain")) {
        event.preventDefault();
        const files = new DataTransfer();
        files.items.add(picture);
        field.files = files.files;
        field.dispatchEvent(new Event("change"));
        box.placeholder = "已放进上面的文件框";
      }
    });
  }
};
