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

/* Lock after a while without a sign of life; what was typed is kept first. <body data-idle-minutes data-idle-address> */
function startIdleLock(savers) {
  const { idleMinutes, idleAddress } = document.body.dataset;
  const limit = Number(idleMinutes) * 60000;
  if (!idleAddress || !(limit > 0)) return;
  let last = Date.now();
  const alive = () => { last = Date.now(); };
  for (const sign of ["keydown", "pointerdown", "scroll", "input"]) document.addEventListener(sign, alive, { passive: true, capture: true });
  const look = async () => {
    if (Date.now() - last < limit) return;
    window.clearInterval(watch);
    await Promise.allSettled(savers.map((save) => save(true)));
    window.location.assign(idleAddress);
  };
  const watch = window.setInterval(look, 5000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
}

/* On a narrow screen a filter folds up, unless something is filtered by. */
if (window.matchMedia("(max-width: 40em)").matches) {
  document.querySelectorAll("details.hw-fold:not([data-keep-open])").forEach((fold) => { fold.open = false; });
}

startLeaving();
startIdleLock([...document.querySelectorAll("form[data-autosave]")].map(startAutosave));
