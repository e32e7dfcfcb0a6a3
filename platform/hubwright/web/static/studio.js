// The Studio with scripts: questions are dragged with the mouse, and the preview follows what is typed.
// Everything here can be done without it: by buttons, and by saving.

const PAUSE = 600;

function drags(list) {
  const form = document.querySelector("form[data-drag]");
  let held = null;
  for (const one of list.querySelectorAll("[data-question]")) {
    one.draggable = true;
    one.addEventListener("dragstart", (event) => {
      held = one;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", one.dataset.question);
      one.classList.add("hw-studio-held");
    });
    one.addEventListener("dragend", () => {
      one.classList.remove("hw-studio-held");
      document.querySelectorAll(".hw-studio-over").forEach((other) => other.classList.remove("hw-studio-over"));
      held = null;
    });
  }
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-question]");
    document.querySelectorAll(".hw-studio-over").forEach((other) => other.classList.remove("hw-studio-over"));
    if (over) over.classList.add("hw-studio-over");
    event.preventDefault();
  });
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    const id = event.dataTransfer.getData("text/plain");
    const known = id && document.querySelector(`[data-question="${CSS.escape(id)}"]`);
    if (!form || !known) return;
    const over = event.target.closest("[data-question]");
    const before = over && event.clientY < over.getBoundingClientRect().top + over.offsetHeight / 2;
    const behind = before ? over.previousElementSibling : over || list.lastElementChild;
    if (behind === known || over === known) return;
    form.elements.id.value = id;
    form.elements.page.value = list.dataset.page;
    form.elements.after.value = behind ? behind.dataset.question : "";
    form.submit();
  });
}

function shows(frame, address, values) {
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action: address, target: frame.name, hidden: true });
  for (const [name, value] of values) {
    if (typeof value !== "string") continue;
    const box = document.createElement("input");
    Object.assign(box, { type: "hidden", name, value });
    sent.append(box);
  }
  document.body.append(sent);
  sent.submit();
  sent.remove();
}

const walked = (frame) => frame.contentDocument?.querySelector("form[data-preview]");

function follows(form) {
  const frame = document.querySelector("iframe.hw-studio-frame");
  const address = form.dataset.live;
  if (!frame || !address) return;
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const answers = walked(frame);
      shows(frame, address, [...new FormData(form), ...(answers ? new FormData(answers) : [])]);
    }, PAUSE);
  });
}

// What was answered in the preview stays answered while the form is built, for as long as this tab is open.
function remembers(frame) {
  const address = frame.getAttribute("src");
  const key = `hubwright-preview ${address.split("/preview/")[0]}`;
  const before = sessionStorage.getItem(key);
  const token = document.querySelector("input[name=csrf_token]")?.value;
  frame.addEventListener("load", () => {
    const box = walked(frame)?.elements.so_far;
    if (box) sessionStorage.setItem(key, box.value);
  });
  if (before && token) shows(frame, address, [["so_far", before], ["act", "here"], ["csrf_token", token]]);
}

document.querySelectorAll("iframe.hw-studio-frame").forEach(remembers);
document.querySelectorAll(".hw-studio-questions").forEach(drags);
document.querySelectorAll("form[data-live]").forEach(follows);
