// What the pages show of it: the page that offers to keep records, and the page without a line.
import * as kept from "./kept.js";
import * as store from "./store.js";
import { drafts, online, sendWaiting } from "./drafts.js";

const text = (tag, words, name = "") => {
  const element = document.createElement(tag);
  element.textContent = words;
  if (name) element.className = name;
  return element;
};

const offer = async (box) => {
  const [ready, on, off, cannot] = ["ready", "on", "off", "cannot"].map((name) => box.querySelector(`[data-keep-${name}]`));
  const show = async () => {
    const now = await kept.state();
    on.hidden = !now;
    off.hidden = Boolean(now) || !kept.possible();
    cannot.hidden = kept.possible();
    if (now) ready.textContent = new Date(now.at).toLocaleString("zh-CN");
  };
  off.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [pin, again] = [off.elements.pin.value, off.elements.again.value];
    const wrong = off.querySelector("[data-keep-wrong]");
    wrong.textContent = !/^\d{6}$/.test(pin) ? "请填六位数字" : pin !== again ? "两次填的不一样" : "";
    if (wrong.textContent) return off.elements.pin.focus();
    await kept.begin(pin);
    off.reset();
    await show();
    on.querySelector("h2").focus();
  });
  on.querySelector("[data-keep-forget]").addEventListener("click", async () => { await kept.forget(); await show(); });
  await show();
};

const entry = (record) => {
  const item = text("li", "", "slip slip--plain");
  const body = item.appendChild(text("div", ""));
  body.append(text("span", record.title, "slip__title"), text("div", record.organisation, "slip__short"));
  const pairs = body.appendChild(document.createElement("dl"));
  pairs.className = "pairs";
  for (const [label, value] of record.lines) pairs.append(text("dt", label), text("dd", value));
  body.append(text("div", record.state, "slip__state"));
  return item;
};

const reader = async (box) => {
  const form = box.querySelector("form");
  if (!(await kept.state())) return;
  box.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await kept.read(form.elements.pin.value);
    form.reset();
    const said = box.querySelector("[data-kept-said]");
    if (!answer.records) {
      said.textContent = answer.left ? `数字不对，还能试 ${answer.left} 次。` : "这里存的记录已清除。有网时登录就能再看。";
      return;
    }
    said.textContent = `${new Date(answer.at).toLocaleString("zh-CN")} 存下的 ${answer.records.length} 条记录`;
    box.querySelector("ul").replaceChildren(...answer.records.map(entry));
    form.hidden = true;
  });
};

const offline = (box) => {
  reader(box.querySelector("[data-kept-reader]"));
  store.all("drafts").then((rows) => {
    const waiting = rows.filter((row) => row.state !== "sent");
    box.querySelector("[data-drafts]").hidden = !waiting.length;
    box.querySelector("[data-drafts] ul").replaceChildren(...waiting.map((row) => text("li", row.title)));
  }).catch(() => {});
  const again = async () => { if (await online()) location.reload(); };
  if (!("isPage" in box.dataset)) setInterval(again, 10_000);
};

export const offlinePages = (root) => {
  drafts(root);
  for (const box of root.querySelectorAll("[data-keep]")) offer(box).catch(() => {});
  for (const box of root.querySelectorAll("[data-offline]")) offline(box);
};

// Once a page: forget what is not mine, send what waits, bring the kept records up to date.
export const beginOffline = () => {
  const main = document.querySelector("main");
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => store.forgetEverything().catch(() => {}));
  }
  if (!window.indexedDB || !main) return;
  if (store.who()) {
    store.forgetOthers().then(() => sendWaiting(main)).then(() => kept.refresh()).catch(() => {});
    window.addEventListener("online", () => sendWaiting(main).catch(() => {}));
  }
  if ("serviceWorker" in navigator && document.body.dataset.worker) {
    navigator.serviceWorker.register(document.body.dataset.worker).catch(() => {});
  }
};
