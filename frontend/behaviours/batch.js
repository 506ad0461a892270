// A table whose rows can be ticked: "select all" and the number chosen.
// <form data-batch x-data="batch"> … <input type="checkbox" name="chosen" x-on:change="count"> …
export const batch = () => ({
  chosen: 0,
  boxes() {
    return [...this.$root.querySelectorAll('input[name="chosen"]')];
  },
  count() {
    this.chosen = this.boxes().filter((box) => box.checked).length;
  },
  all(event) {
    for (const box of this.boxes()) box.checked = event.target.checked;
    this.count();
  },
  get none() {
    return this.chosen === 0;
  },
  init() {
    this.count();
  },
});
