// Where the statements are in the page: their numbers can be reached by keyboard, their marks carry the same name.
const main = document.getElementById("main");

export function statements() {
  return [...main.querySelectorAll("article a.n")];
}

export function shown() {
  return statements().filter((number) => !number.classList.contains("off"));
}

export function pieces(name) {
  return main.querySelectorAll(`[data-s="${CSS.escape(name)}"]`);
}

export function light(name, on) {
  for (const piece of pieces(name)) piece.classList.toggle("lit", on);
}

export function numberOf(name) {
  return main.querySelector(`article a.n[data-s="${CSS.escape(name)}"]`);
}

export function focusStatement(name, { quietly = false } = {}) {
  const number = numberOf(name);
  if (!number) return null;
  for (const other of main.querySelectorAll('article a.n[tabindex="0"]')) other.tabIndex = -1;
  number.tabIndex = 0;
  number.focus({ preventScroll: true, focusVisible: !quietly });
  const box = number.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 120) number.scrollIntoView({ block: "center" });
  return number;
}

export function current() {
  const focused = document.activeElement?.closest?.("a.n");
  if (focused) return focused;
  const picked = main.querySelector("mark.picked");
  return picked ? numberOf(picked.dataset.s) : null;
}
