// 读给我听: the browser's own voice, where it has one. The words stay on this device as far as the
// browser's voices do: only voices that live here are used.
const voice = () => {
  const all = window.speechSynthesis?.getVoices() || [];
  const here = all.filter((one) => /^zh/i.test(one.lang) && one.localService);
  return here.find((one) => /CN/i.test(one.lang)) || here[0];
};

const textOf = (place) => {
  const copy = place.cloneNode(true);
  for (const no of copy.querySelectorAll("[data-read-not], script, form, .no-print:not([data-read-part]), .visually-hidden")) no.remove();
  return copy.textContent.replace(/\s+/g, " ").trim().slice(0, 3000);
};

const stop = (button) => {
  speechSynthesis.cancel();
  button.textContent = button.dataset.label;
};

const speak = (button) => {
  const part = button.dataset.readAloud === "help" ? button.closest("[data-read-part]") : document.querySelector("main");
  // A long text is cut off by some browsers: sentence by sentence it is not.
  const sentences = textOf(part).match(/[^。！？；]+[。！？；]?/g) || [];
  sentences.forEach((words, at) => {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = "zh-CN";
    said.voice = voice();
    said.rate = 0.9;
    if (at === sentences.length - 1) said.onend = () => stop(button);
    speechSynthesis.speak(said);
  });
  button.textContent = "停";
};

export const readAloud = (root) => {
  if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return;
  const buttons = [...root.querySelectorAll("[data-read-aloud]")].filter((button) => !button.dataset.label);
  if (!buttons.length) return;
  const show = () => { if (voice()) for (const button of buttons) button.hidden = false; };
  for (const button of buttons) {
    button.dataset.label = button.textContent;
    button.addEventListener("click", () => (speechSynthesis.speaking ? stop(button) : speak(button)));
  }
  show();
  speechSynthesis.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
};
