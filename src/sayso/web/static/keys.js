// Everything by keyboard. Single keys can be switched off on the help page; they never act while somebody types.
import { current, focusStatement, shown } from "./statements.js";
import { show } from "./hover.js";

const main = document.getElementById("main");

export function watchKeys({ openCard, closeCard }) {
  const step = (by, sameVoice) => {
    const all = shown();
    if (!all.length) return;
    const at = all.indexOf(current());
    const voice = at >= 0 ? all[at].dataset.v : null;
    const order = at < 0 ? (by > 0 ? all : [...all].reverse()) : by > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
    const next = order.find((number) => !sameVoice || voice === null || number.dataset.v === voice);
    if (next) focusStatement(next.dataset.s);
  };
  const actions = {
    j: () => step(1), k: () => step(-1), n: () => step(1, true), p: () => step(-1, true),
    c: () => { const number = current(); if (number) openCard(number.getAttribute("href"), { at: "#chain" }); },
    v: () => location.assign(`/r/${main.dataset.key}/verify`),
    h: () => document.getElementById("lights").click(),
    "/": () => { const search = document.getElementById("q"); search.focus(); search.select(); },
    "?": () => location.assign("/help"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (event.key === "Escape") { if (closeCard()) event.preventDefault(); else { show(null); if (typing) event.target.blur(); } return; }
    if (typing || !areOn()) return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
}

function areOn() {
  try { return localStorage.getItem("sayso-keys") !== "off"; } catch { return true; }
}
