/* What scripts add to pages that work without them. Nothing is kept in the browser: no local or session storage. */

import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink } from "./vendor/govuk/govuk-frontend.min.js";
import { Alert, SortableTable } from "./vendor/moj/moj-frontend.min.js";

for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink, Alert, SortableTable]) {
  createAll(component);
}

/* Leave this page quickly: the page is emptied at once and its place in the history goes to where one leaves to. */
function startLeaving() {
  const links = document.querySelectorAll(".hw-leave-link");
  const box = document.querySelector('[data-module="hw-leave"]');
  if (!links.length) return;
  const leave = (address) => {
    document.title = "";
    document.body.classList.add("hw-leaving");
    window.location.replace(address);
  };
  links.forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  }));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.body.classList.remove("hw-leaving");
  });
  if (!box) return;
  const status = box.querySelector("[role=status]");
  let presses = 0;
  let alone = false;
  let forget;
  const reset = () => {
    if (presses) status.textContent = box.dataset.expired;
    presses = 0;
  };
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
  }, true);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return; // Shift that wrote a capital is no call for help
    presses += 1;
    window.clearTimeout(forget);
    if (presses >= 3) {
      status.textContent = box.dataset.leaving;
      leave(links[0].href);
      return;
    }
    status.textContent = presses === 1 ? box.dataset.twoMore : box.dataset.oneMore;
    forget = window.setTimeout(reset, 5000);
  }, true);
}

/* Keep what is typed, three seconds after the last key: <form data-autosave="/address" data-saved="Saved at %s"
   data-not-saved="Not saved. ..."> with <p class="hw-saved" role="status"></p> inside. The whole form is sent, its token with it. */
const PAUSE = 3000;

function startAutosave(form) {
  const status = form.querySelector(".hw-saved");
  let timer;
  let sending = false;
  let changed = false;
  let submitted = false;
  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };
  const save = async (leaving = false) => {
    window.clearTimeout(timer);
    if (!changed || submitted) return;
    if (sending && !leaving) {
      timer = window.setTimeout(save, PAUSE);
      return;
    }
    sending = true;
    changed = false;
    try {
      const fields = new FormData(form);
      for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(fields),
        credentials: "same-origin",
        headers: { "X-Autosave": "1" },
        keepalive: leaving,
      });
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
      if (!changed) say((form.dataset.saved || "").replace("%s", time));
    } catch {
      changed = true;
      say(form.dataset.notSaved || "");
      timer = window.setTimeout(save, 10 * PAUSE);
    } finally {
      sending = false;
    }
  };
  const touched = () => {
    changed = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => { submitted = true; });
  window.addEventListener("pageshow", () => { submitted = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  return save;
}

/* Lock after a while without a sign of life. The page stays where it is, hidden behind a question for the password, so
   that nothing typed on it is lost; the server is locked at the same moment. <body data-idle-minutes data-idle-address
   data-idle-words data-idle-label data-idle-button data-idle-wrong> */
function startIdleLock(savers) {
  const { idleMinutes, idleAddress } = document.body.dataset;
  const limit = Number(idleMinutes) * 60000;
  if (!idleAddress || !(limit > 0)) return;
  let last = Date.now();
  let locked = false;
  const alive = () => { last = Date.now(); };
  for (const sign of ["keydown", "pointerdown", "scroll", "input"]) document.addEventListener(sign, alive, { passive: true, capture: true });
  const look = async () => {
    if (locked || Date.now() - last < limit) return;
    locked = true;
    await Promise.allSettled(savers.map((save) => save(true)));
    try {
      await askPassword(idleAddress);
    } catch {
      window.location.assign(idleAddress);
      return;
    }
    locked = false;
    last = Date.now();
  };
  window.setInterval(look, 5000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
}

async function askPassword(address) {
  const words = document.body.dataset;
  const page = await fetch(address, { credentials: "same-origin" });
  if (!page.ok) throw new Error("not locked");
  const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("main input[name=csrf_token]").value;
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  dialog.className = "hw-lock";
  dialog.innerHTML = '<form method="dialog"><p class="govuk-body" id="hw-lock-words"></p><label class="govuk-label" for="hw-lock-password"></label><p class="govuk-error-message" role="alert"></p><input class="govuk-input" id="hw-lock-password" type="password" autocomplete="current-password"><button class="govuk-button"></button></form>';
  dialog.setAttribute("aria-labelledby", "hw-lock-words");
  dialog.querySelector("p").textContent = words.idleWords;
  dialog.querySelector("label").textContent = words.idleLabel;
  dialog.querySelector("button").textContent = words.idleButton;
  document.body.append(dialog);
  document.body.classList.add("hw-locked");
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
  const input = dialog.querySelector("input");
  await new Promise((opened) => {
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = new URLSearchParams({ csrf_token: token, unlock_password: input.value });
      const answer = await fetch(address, { method: "POST", body: fields, credentials: "same-origin", headers: { "X-Unlock": "1" } });
      if (answer.status === 204) {
        opened();
        return;
      }
      dialog.querySelector("[role=alert]").textContent = words.idleWrong;
      input.select();
    });
  });
  document.body.classList.remove("hw-locked");
  dialog.close();
  dialog.remove();
  before?.focus?.();
}

/* On a narrow screen a filter folds up, unless something is filtered by. */
if (window.matchMedia("(max-width: 40em)").matches) {
  document.querySelectorAll("details.hw-fold:not([data-keep-open])").forEach((fold) => { fold.open = false; });
}

startLeaving();
startIdleLock([...document.querySelectorAll("form[data-autosave]")].map(startAutosave));
