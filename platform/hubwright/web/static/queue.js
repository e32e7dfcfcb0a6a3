/* Keys for lists of work: j and k go from line to line, Enter opens, x ticks, ? helps. All of it can be done without. */

const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
const help = document.querySelector("[data-keys]");
const way = document.querySelector("[data-keys-way]");
let at = -1;

function go(to) {
  if (!rows.length) return;
  at = Math.min(Math.max(to, 0), rows.length - 1);
  rows.forEach((row, number) => row.classList.toggle("hw-queue__at", number === at));
  rows[at].querySelector("[data-row-link]").focus();
}

const keys = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  x: () => rows[at]?.querySelector("input[type=checkbox]")?.click(),
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
// Somebody who goes on with the Tab key goes on from where they are.
rows.forEach((row, number) => row.addEventListener("focusin", () => { at = number; }));

if (way && help) {
  way.hidden = false;
  way.querySelector("button").addEventListener("click", () => help.showModal());
}
