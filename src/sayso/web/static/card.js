// The evidence card, one at a time: fetched from its own address, closed back to the exact place in the text.
import { say } from "./say.js";
import { focusStatement, pieces } from "./statements.js";

const main = document.getElementById("main");
const card = document.getElementById("card");
const closed = () => `/r/${main.dataset.key}`;
let asked = 0;

export function watchCards() {
  main.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const close = event.target.closest("#card .close");
    const link = event.target.closest('a.n, a.who[href*="/statement/"], .bearer a, #card dl a[href*="/statement/"]');
    const mark = event.target.closest("article mark");
    if (close) { event.preventDefault(); closeCard(); return; }
    if (link && !link.classList.contains("out")) { event.preventDefault(); openCard(link.getAttribute("href")); return; }
    if (mark && !event.target.closest("a") && getSelection().isCollapsed) {
      const number = main.querySelector(`a.n[data-s="${CSS.escape(mark.dataset.s)}"]`);
      if (number) openCard(number.getAttribute("href"), { focus: false });
    }
  });
  addEventListener("popstate", () => location.reload());
}

export async function openCard(href, { focus = true, at = null } = {}) {
  const url = new URL(href, location.href);
  const name = decodeURIComponent(url.hash.slice(3));
  const path = url.pathname.replace("/statement/", "/card/");
  const mine = ++asked;
  let html;
  try {
    const answer = await fetch(path + url.search);
    if (!answer.ok) throw new Error(answer.status);
    html = await answer.text();
  } catch {
    location.assign(href); // the address itself says what is wrong
    return;
  }
  if (mine !== asked) return; // another one was asked for meanwhile
  card.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  card.hidden = false;
  card.parentElement.scrollTop = 0;
  pick(name);
  history.pushState(null, "", url.pathname + url.search + url.hash);
  main.querySelector(`mark[data-s="${CSS.escape(name)}"]`)?.scrollIntoView({ block: "nearest" });
  if (focus) card.focus({ preventScroll: true });
  if (at) card.querySelector(at)?.scrollIntoView({ block: "start" });
  say(`Card of ${card.querySelector("h2").textContent}.`);
}

export function closeCard() {
  if (card.hidden) return false;
  const name = card.querySelector(".card")?.dataset.s;
  asked += 1;
  card.hidden = true;
  pick(null);
  history.pushState(null, "", closed() + location.search);
  if (name) focusStatement(name);
  return true;
}

function pick(name) {
  for (const mark of main.querySelectorAll("mark.picked")) mark.classList.remove("picked");
  if (name) for (const piece of pieces(name)) if (piece.localName === "mark") piece.classList.add("picked");
}
