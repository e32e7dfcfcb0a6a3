/* Waits for a document: asks for its own page and puts the new state in the old one's place, until nothing more will come. */

const EVERY = 2000;

async function look() {
  const box = document.querySelector("[data-document-waits]");
  if (!box) return;
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin", signal: AbortSignal.timeout(10000) });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-document]");
    if (fresh && fresh.textContent !== box.textContent) {
      box.replaceChildren(...fresh.childNodes);
      if (!fresh.hasAttribute("data-document-waits")) box.removeAttribute("data-document-waits");
    }
  } catch {
    // The hub did not answer this time; it is asked again.
  }
  window.setTimeout(look, EVERY);
}

window.setTimeout(look, EVERY);
