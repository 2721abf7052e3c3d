// A statement lights up as a whole, with its chain beside it: on hover, and on focus of its number.
import { light, pieces } from "./statements.js";

const main = document.getElementById("main");
const float = document.getElementById("float");
let lit = null;

export function watchPointer() {
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const piece = event.target.closest("article [data-s]");
    show(piece?.dataset.s ?? null, piece, event);
  });
  main.addEventListener("pointerleave", () => show(null));
  main.addEventListener("focusin", (event) => {
    const number = event.target.closest("article a.n");
    if (number && number.matches(":focus-visible")) show(number.dataset.s, number);
    else if (!event.target.closest(".float")) show(null);
  });
  addEventListener("scroll", () => { float.hidden = true; }, { passive: true });
}

export function show(name, place, pointer) {
  if (name === lit && !float.hidden) return;
  if (lit) light(lit, false);
  lit = name;
  float.hidden = true;
  if (!name) return;
  light(name, true);
  if (!place.closest(".margin")) showChain(name, place, pointer);
}

function showChain(name, place, pointer) {
  const chip = [...pieces(name)].find((piece) => piece.id.startsWith("c-"));
  if (!chip) return;
  const who = document.createElement("p");
  who.append(chip.querySelector(".how").textContent.trim());
  float.replaceChildren(chip.querySelector(".path").cloneNode(true), who);
  float.hidden = false;
  const line = [...place.getClientRects()].find((box) => !pointer || (pointer.clientY >= box.top - 2 && pointer.clientY <= box.bottom + 2)) ?? place.getBoundingClientRect();
  const box = float.getBoundingClientRect();
  const left = Math.min(Math.max((pointer ? pointer.clientX - 40 : line.left), 8), innerWidth - box.width - 8);
  const above = line.top - box.height - 10;
  float.style.left = `${left}px`;
  float.style.top = `${above > 8 ? above : line.bottom + 12}px`;
}
