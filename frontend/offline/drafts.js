// A form with data-draft keeps what is typed on this device until it has arrived: it survives a
// reload, a crash and a dead line. Sent while offline it waits, and goes by itself when the line is
// back, with its own key, so that it is done once. Never files, passwords, or on shared devices.
// Where the form has the button 先存着, what is typed also goes to the account now and then.
import * as store from "./store.js";

const DAYS = 30;
const WAIT = 400;
const ACCOUNT_WAIT = 4000;
const fieldsOf = (form) =>
  [...form.elements].filter((e) => e.name && !["file", "password", "submit", "button"].includes(e.type) && e.name !== "csrfmiddlewaretoken");
const written = (form) => fieldsOf(form).filter((e) => e.type !== "hidden");
const valuesOf = (fields) =>
  fields.filter((e) => !["radio", "checkbox"].includes(e.type) || e.checked).map((e) => [e.name, e.value]);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
// The name says which record it is about: a refused form comes back under another address.
const keyOf = (form) => `${store.who()}|${form.dataset.draft}`;
const pageOf = (form) => form.elements["draft-page"]?.value || location.pathname + location.search;
const time = (at) => new Date(at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

// A line of words at the head of a form, read out when it appears.
export const say = (place, words, label, act) => {
  const old = place.querySelector(":scope > [data-draft-note]");
  const note = old || document.createElement("div");
  note.className = "note row-of row-of--apart";
  note.dataset.draftNote = "";
  note.setAttribute("role", "status");
  note.textContent = words;
  if (label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = label;
    button.addEventListener("click", act);
    note.append(button);
  }
  if (!old) place.prepend(note);
};

const fill = (form, values) => {
  for (const field of written(form)) {
    const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = mine.includes(field.value);
    else if (mine.length) field.value = mine[0];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

const saved = (form, state) => ({
  key: keyOf(form), who: store.who(), page: pageOf(form),
  action: form.action, title: document.querySelector("h1")?.textContent.trim() || document.title,
  values: valuesOf(written(form)), hidden: valuesOf(fieldsOf(form).filter((e) => e.type === "hidden")),
  state, at: Date.now(),
});

// True when the server answers at all; a phone's own word for it is too hopeful.
export const online = async () => {
  if (!navigator.onLine) return false;
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), 5000);
  try {
    return (await fetch("/offline/line/", { cache: "no-store", signal: stop.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(late);
  }
};

// Whether a form that was sent has been done: only the server knows, by its key.
const arrived = async (draft) => {
  const once = new Map(draft.hidden).get("once");
  const answer = await fetch(`/offline/line/?once=${encodeURIComponent(once)}`, { cache: "no-store" }).catch(() => null);
  return Boolean(answer?.ok && (await answer.json()).done);
};

// To the account: true when it was kept there. `once` tells a late word from the form itself.
const toAccount = async (form, act) => {
  const place = form.querySelector("[data-draft-url]");
  if (!place) return false;
  const body = new URLSearchParams([...valuesOf(written(form)), ...valuesOf(fieldsOf(form).filter((e) => e.type === "hidden")),
    ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ["draft-act", act]]);
  const answer = await fetch(place.dataset.draftUrl, { method: "POST", body, headers: { "X-Requested-With": "draft" } }).catch(() => null);
  return Boolean(answer?.ok);
};

const keepInAccount = async (form) => {
  if (form.dataset.draftGo || !(await toAccount(form, "keep"))) return;
  form.querySelector("[data-draft-kept]").textContent = `${time(Date.now())} 存了草稿，还没有送出`;
};

const restore = async (form, initial) => {
  const draft = await store.get("drafts", keyOf(form));
  if (!draft) return;
  const failed = form.querySelector(".has-error, .error-summary");
  if (draft.state === "sent" && !failed && (await arrived(draft))) return store.remove("drafts", draft.key);
  if (draft.at < Date.now() - DAYS * 864e5) return store.remove("drafts", draft.key);
  if (failed || same(draft.values, initial)) return;
  // The account may know something newer, written on another device.
  const known = form.querySelector("[data-draft-at]");
  if (known && Number(known.dataset.draftAt) * 1000 > draft.at) return;
  fill(form, draft.values);
  // The stamp of the day it was written: the server sees what has changed since.
  for (const [name, value] of draft.hidden) {
    const field = form.elements[name];
    if (["once", "stamp"].includes(name) && field) field.value = value;
  }
  const folded = form.closest("details");
  if (folded) folded.open = true;
  const drop = async () => { await Promise.all([store.remove("drafts", draft.key), toAccount(form, "drop")]); location.assign(pageOf(form)); };
  say(form, `${time(draft.at)} 没写完的内容已经填回来了。`, "不要了", drop);
};

const send = async (form, event) => {
  event.preventDefault();
  const submitter = event.submitter;
  const aside = "draftAside" in (submitter?.dataset || {});
  if (await online()) {
    // Set aside or dropped on purpose: the account has it, or nobody.
    if (aside) await store.remove("drafts", keyOf(form)).catch(() => {});
    else
    await store.put("drafts", keyOf(form), saved(form, "sent")).catch(() => {});
    form.dataset.draftGo = "yes";
    if (submitter) submitter.disabled = false;
    form.requestSubmit(submitter || undefined);
    return;
  }
  // A file cannot wait on the device: without it the form would go incomplete.
  const files = [...form.querySelectorAll("input[type=file]")].some((field) => field.files.length);
  if (aside || files) {
    await store.put("drafts", keyOf(form), saved(form, "writing"));
    form.dispatchEvent(new Event("draft:kept"));
    return say(form, files ? "现在没有网络，没有送出。写的内容存在这台设备上；文件存不了，有网时请重新选，再送一次。" : "现在没有网络。写的内容存在这台设备上，没有送出。");
  }
  await store.put("drafts", keyOf(form), saved(form, "waiting"));
  form.dispatchEvent(new Event("draft:kept"));
  say(form, "现在没有网络。写的内容存在这台设备上，有网时自己送出，不会重复。");
  form.querySelector("[data-draft-note]").scrollIntoView({ block: "center" });
};

const watch = (form) => {
  if (form.dataset.draftReady) return;
  form.dataset.draftReady = "yes";
  // Both versions side by side are themselves not kept: what was written still is, under the same name.
  const conflict = "draftConflict" in form.dataset;
  const initial = valuesOf(written(form));
  let timer, later;
  const keep = () => {
    clearTimeout(timer);
    clearTimeout(later);
    later = setTimeout(() => keepInAccount(form), ACCOUNT_WAIT);
    timer = setTimeout(() => {
      if (same(valuesOf(written(form)), initial)) return;
      store.put("drafts", keyOf(form), saved(form, "writing")).catch(() => {});
    }, WAIT);
  };
  if (!conflict) form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    clearTimeout(later);
    if (form.dataset.draftGo) return;
    send(form, event);
  });
  if (!conflict) restore(form, initial).catch(() => {});
};

// What waited goes out with the present page's token; what the server wants looked at is said.
export const sendWaiting = async (place) => {
  const here = [...document.querySelectorAll("form[data-draft]")].map(keyOf);
  const mine = (await store.all("drafts")).filter((d) => d.who === store.who() && !here.includes(d.key));
  for (const draft of mine.filter((d) => d.state === "sent")) {
    if (await arrived(draft)) await store.remove("drafts", draft.key);
    else draft.state = "waiting";
  }
  const waiting = mine.filter((d) => d.state === "waiting");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!waiting.length || !token || !store.who() || !(await online())) return;
  for (const draft of waiting) {
    const body = new URLSearchParams([...draft.hidden, ...draft.values, ["csrfmiddlewaretoken", token]]);
    const answer = await fetch(draft.action, { method: "POST", body, headers: { "X-Requested-With": "draft" } }).catch(() => null);
    if (!answer) return;
    const done = answer.ok && answer.redirected && !answer.url.includes("/sign-in/");
    if (done) await store.remove("drafts", draft.key);
    else await store.put("drafts", draft.key, { ...draft, state: "writing" });
    const look = () => { location.href = draft.page; };
    if (done) say(place, `刚才没送出的“${draft.title}”已经送出。`, "去看", look);
    else say(place, `“${draft.title}”没送成，要您再看一眼。`, "去看", look);
  }
};

export const drafts = (root) => {
  if (!window.indexedDB || store.isShared()) return;
  for (const form of root.querySelectorAll("form[data-draft]")) watch(form);
};
