// A print button is of no use without JavaScript, so it stays hidden until this runs; nor inside
// WeChat and WeCom, which cannot print: there the page says how to open it in a browser.
const prints = !/MicroMessenger\//.test(navigator.userAgent);

export const printButtons = (root) => {
  if (!prints) return;
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};

// Closed on the screen, open on paper: a figure without its working is no use to the reader.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details[data-print-open]:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
