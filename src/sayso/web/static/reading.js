// The reading view: lights, chain on hover and focus, card, filter, keys. The server has cut and described everything; this only shows it.
import { closeCard, openCard, watchCards } from "./card.js";
import { watchFilter } from "./filter.js";
import { watchKeys } from "./keys.js";
import { watchPointer } from "./hover.js";
import { focusStatement, statements } from "./statements.js";

const numbers = statements();
numbers.forEach((number, at) => { number.tabIndex = at === 0 ? 0 : -1; }); // one stop for Tab; j and k go on from there

watchPointer();
watchFilter();
watchCards();
watchKeys({ openCard, closeCard });

const lights = document.getElementById("lights");
lights.addEventListener("click", (event) => {
  event.preventDefault();
  const off = document.getElementById("main").classList.toggle("dark-lights");
  const url = new URL(location.href);
  if (off) url.searchParams.set("lights", "off"); else url.searchParams.delete("lights");
  history.replaceState(history.state, "", url);
  lights.textContent = off ? "Highlights on" : "Highlights off";
});

// A permalink leads to its statement, not only to the top of a long page.
if (location.hash.startsWith("#s-")) focusStatement(location.hash.slice(3), { quietly: true });
