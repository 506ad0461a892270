// The little JavaScript of the portals. Every page works without it; it only makes pages quicker.
import "./app.scss";
import htmx from "htmx.org";
import Alpine from "@alpinejs/csp";
import { batch } from "./behaviours/batch.js";
import { checkDigest } from "./behaviours/check-digest.js";
import { countDown } from "./behaviours/count-down.js";
import { dropFiles } from "./behaviours/drop-files.js";
import { formMap } from "./behaviours/form-map.js";
import { keepOnScreen } from "./behaviours/keep-on-screen.js";
import { pasteTable } from "./behaviours/paste-table.js";
import { printButtons } from "./behaviours/print-buttons.js";
import { rowKeys } from "./behaviours/row-keys.js";
import { readAloud } from "./behaviours/read-aloud.js";
import { scrollTables } from "./behaviours/scroll-tables.js";
import { quickSearch } from "./behaviours/quick-search.js";
import { submitOnce } from "./behaviours/submit-once.js";
import { beginOffline, offlinePages } from "./offline/pages.js";
import { uploadProgress } from "./behaviours/upload-progress.js";

// The content security policy allows neither eval nor inline styles.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.scrollIntoViewOnBoost = false;
window.htmx = htmx;

Alpine.data("batch", batch);
window.Alpine = Alpine;
Alpine.start();

const enhance = (root) => {
  checkDigest(root);
  countDown(root);
  dropFiles(root);
  formMap(root);
  keepOnScreen(root);
  pasteTable(root);
  printButtons(root);
  readAloud(root);
  quickSearch();
  scrollTables(root);
  submitOnce(root);
  offlinePages(root);
  uploadProgress(root);
};

enhance(document);
beginOffline();
rowKeys();
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
