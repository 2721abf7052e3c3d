// Which statements stand out: the server says which, this dims the others at once and keeps the address in step.
import { say } from "./say.js";

const main = document.getElementById("main");
const form = document.getElementById("filter");
const list = document.getElementById("voicelist");
const SORTS = {
  words: (voice) => -voice.words, direct: (voice) => -voice.direct, first: (voice) => +voice.first, name: (voice) => voice.name,
};
let asked = 0;
let pause;

export function watchFilter() {
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("change", (event) => {
    if (event.target.name === "sort") sort(event.target.value);
    apply();
  });
  form.querySelector("#q").addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(apply, 250); });
}

function choices() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && !(name === "only" && value === "all") && !(name === "sort" && value === "words")) query.append(name, value);
  return query;
}

async function apply() {
  const mine = ++asked;
  const query = choices();
  const answer = await fetch(`/r/${main.dataset.key}/matches?${query}`);
  if (!answer.ok) { form.submit(); return; }
  const { filtered, on, say: sentence, url } = await answer.json();
  if (mine !== asked) return;
  const out = new Set(on);
  main.classList.toggle("filtered", filtered);
  main.classList.toggle("own", query.get("only") === "own");
  for (const piece of main.querySelectorAll("article [data-s], #statements [data-s]")) piece.classList.toggle("off", !out.has(piece.dataset.s));
  document.getElementById("counted").textContent = sentence;
  const search = new URL(url, location.href).search;
  history.replaceState(history.state, "", location.pathname + search + location.hash);
  for (const link of main.querySelectorAll('a[href*="/statement/"], a[href*="/chain/"], a[href*="/finding/"]')) link.search = search;
  if (query.get("q")) say(sentence);
}

function sort(order) {
  const key = SORTS[order];
  const voices = [...list.children];
  voices.sort((one, other) => {
    const [mine, theirs] = [key(one.dataset), key(other.dataset)];
    return mine < theirs ? -1 : mine > theirs ? 1 : one.dataset.first - other.dataset.first;
  });
  list.append(...voices);
}
