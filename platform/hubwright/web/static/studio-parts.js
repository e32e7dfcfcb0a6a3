// What an element causes follows what is typed: the page is asked as its own button would ask, and nothing is saved.

const PAUSE = 600;

for (const form of document.querySelectorAll("form[data-try]")) {
  let waiting = 0;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const typed = new FormData(form);
      typed.set("act", "try");
      const answer = await fetch(location.pathname, { method: "POST", body: typed }).catch(() => null);
      // What is not complete yet is told when it is saved.
      if (!answer || !answer.ok || mine !== asked) return;
      const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("said");
      if (made && mine === asked) document.getElementById("said").replaceChildren(...made.childNodes);
    }, PAUSE);
  });
}
