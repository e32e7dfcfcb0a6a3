/* Keeps the wall current without a flicker: asks for its own page, puts the new part in the old one's place, and says
   so when the hub has not answered for a while. Without it the browser loads the page again by itself. */

const wall = document.querySelector("[data-wall]");
const lost = document.querySelector("[data-wall-lost]");
const EVERY = Number(wall?.dataset.wallSeconds || 20) * 1000;
let answered = Date.now();
let seen = wall?.querySelector("[data-wall-time]")?.textContent || "";

async function look() {
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin", signal: AbortSignal.timeout(EVERY) });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-wall]");
    if (!fresh) throw new Error("no wall");
    wall.replaceChildren(...fresh.childNodes);
    seen = wall.querySelector("[data-wall-time]").textContent;
    answered = Date.now();
  } catch {
    // Said below, once it has lasted: one page that did not come is nobody's concern.
  }
  const gone = Date.now() - answered > 2 * EVERY;
  if (gone && lost.hidden) lost.textContent = lost.dataset.wallLost.replace("%s", seen);
  lost.hidden = !gone;
  window.setTimeout(look, EVERY);
}

if (wall) window.setTimeout(look, EVERY);
