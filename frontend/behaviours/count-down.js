// A "send again" button waits the seconds the server asked for. The server refuses earlier tries anyway.
export const countDown = (root) => {
  for (const button of root.querySelectorAll("[data-wait-seconds]")) {
    let left = Number(button.dataset.waitSeconds);
    delete button.dataset.waitSeconds;
    if (!(left > 0)) continue;
    const label = button.textContent;
    button.disabled = true;
    const tick = () => {
      button.textContent = left > 0 ? `${label}（${left} 秒）` : label;
      button.disabled = left > 0;
      if (left-- > 0) setTimeout(tick, 1000);
    };
    tick();
  }
};
