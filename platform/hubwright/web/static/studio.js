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

function follows(form) {
  const frame = document.querySelector("iframe.hw-studio-frame");
  const address = form.dataset.live;
  if (!frame || !address) return;
  frame.name = "studio-preview";
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const sent = document.createElement("form");
      Object.assign(sent, { method: "post", action: address, target: frame.name, hidden: true });
      for (const [name, value] of new FormData(form)) {
        const box = document.createElement("input");
        Object.assign(box, { type: "hidden", name, value });
        sent.append(box);
      }
      document.body.append(sent);
      sent.submit();
      sent.remove();
    }, PAUSE);
  });
}

document.querySelectorAll(".hw-studio-questions").forEach(drags);
document.querySelectorAll("form[data-live]").forEach(follows);
