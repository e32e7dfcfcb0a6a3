/* Minutes kept as they are typed. Each box is sent by itself a moment after the last key, and says when it was kept; what
   cannot be sent stays on the page and is tried again. What others write appears; where two write at once, both texts stand. */

const PAUSE = 1500;
const form = document.querySelector("form[data-minutes]");

class Box {
  constructor(place) {
    this.id = place.dataset.box;
    this.text = place.querySelector("textarea");
    this.nature = place.querySelector("select");
    this.saw = place.querySelector('input[type="hidden"]');
    this.whose = place.querySelector(".hw-minutes__whose");
    this.changed = false;
    this.sending = false;
    this.wait = PAUSE;
    this.text.addEventListener("input", () => this.touched());
    this.nature?.addEventListener("change", () => this.touched(0));
    this.text.addEventListener("blur", () => this.send());
  }

  touched(after = PAUSE) {
    this.changed = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), after);
  }

  async send(leaving = false) {
    window.clearTimeout(this.timer);
    if (!this.changed) return;
    if (this.sending && !leaving) {
      this.timer = window.setTimeout(() => this.send(), PAUSE);
      return;
    }
    this.sending = true;
    this.changed = false;
    const deed = crypto.randomUUID();
    const said = { csrf_token: form.elements.csrf_token.value, deed, line: this.id, text: this.text.value, saw: this.saw.value };
    if (this.nature) said.nature = this.nature.value;
    try {
      const answer = await fetch(form.dataset.minutes, {
        method: "POST", body: new URLSearchParams(said), credentials: "same-origin", headers: { "X-Autosave": "1" }, keepalive: leaving,
      });
      if (answer.redirected) throw new Error("not kept");
      const kept = await answer.json();
      if (!answer.ok) {
        this.say(`${kept.why} ${kept.do}`.trim());
        return;
      }
      this.wait = PAUSE;
      this.saw.value = kept.number;
      if (kept.versions?.length > 1) this.say(form.dataset.contested);
      else if (!this.changed) this.say(form.dataset.saved.replace("%s", kept.at));
    } catch {
      this.changed = true;
      this.say(form.dataset.notSaved);
      this.wait = Math.min(this.wait * 2, 30000);
      this.timer = window.setTimeout(() => this.send(), this.wait);
    } finally {
      this.sending = false;
    }
  }

  /* What stands there now, as somebody else wrote it. A box that is being typed in is left alone: its own text goes out with
     the number that it was drawn from, and so neither is lost. */
  shows(line) {
    if (line.versions.every((one) => one.user === form.dataset.me)) {
      if (!this.changed && !this.sending) this.saw.value = line.number;
      return;
    }
    if (line.versions.length > 1) {
      this.say(form.dataset.contested);
      return;
    }
    if (this.changed || this.sending || document.activeElement === this.text) return;
    const [one] = line.versions;
    this.text.value = one.text;
    if (this.nature) this.nature.value = line.nature;
    this.saw.value = line.number;
    this.say(`${one.by}, ${one.at}`);
  }

  say(words) {
    if (this.whose.textContent !== words) this.whose.textContent = words;
  }
}

function start() {
  const boxes = [...form.querySelectorAll("[data-box]")].map((place) => new Box(place));
  const of = new Map(boxes.map((box) => [box.id, box]));
  let since = Number(form.dataset.since);
  let submitted = false;

  const look = async () => {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await fetch(`${form.dataset.lines}?since=${since}`, { credentials: "same-origin", headers: { "X-Autosave": "1" } });
      if (!answer.ok || answer.redirected) return;
      const now = await answer.json();
      since = now.since;
      for (const line of now.lines) of.get(line.id)?.shows(line);
    } catch { /* The next look is in a few seconds. */ }
  };
  if (form.dataset.lines) window.setInterval(look, Number(form.dataset.every) * 1000);

  const all = (leaving) => boxes.forEach((box) => box.send(leaving));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") all(true); });
  window.addEventListener("online", () => all(false));
  /* Without a connection a browser would put its own page in the place of this one, and of what is typed on it. */
  form.addEventListener("submit", (event) => {
    submitted = navigator.onLine;
    if (!submitted) {
      event.preventDefault();
      boxes.forEach((box) => { if (box.changed || box.sending) box.say(form.dataset.notSaved); });
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!submitted && boxes.some((box) => box.changed || box.sending)) {
      all(true);
      if (!navigator.onLine) event.preventDefault();
    }
  });

  document.addEventListener("keydown", (event) => {
    const at = boxes.findIndex((box) => box.text === document.activeElement);
    if (event.key === "Enter" && event.ctrlKey && at >= 0) {
      event.preventDefault();
      boxes[(at + 1) % boxes.length].text.focus();
      return;
    }
    const on = document.querySelector("[data-minute-keys-on]");
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
    if (!on?.checked || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (way) {
      event.preventDefault();
      way.click();
    }
  });
  const keys = document.querySelector("[data-minute-keys]");
  if (keys) keys.hidden = false;
}

if (form) start();
