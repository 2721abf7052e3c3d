// A person's contacts: an edge shows its sentences beside the picture without leaving it; j and k go from edge to edge, / searches. Without
// this file every edge is a link to the same page with its sentences.
import { say } from "./say.js";

const main = document.getElementById("main");
let opener = null;

const edges = () => [...main.querySelectorAll(".picture a.tie")].filter((edge) => edge.checkVisibility());
const named = (key) => edges().find((edge) => edge.dataset.tie === key);

async function open(url, { push = true, focus = true } = {}) {
  const answer = await fetch(url);
  if (!answer.ok) { location.assign(url); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("evidence");
  if (!fresh) { location.assign(url); return; }
  document.getElementById("evidence").replaceWith(fresh);
  const key = new URL(url, location.href).searchParams.get("tie");
  for (const edge of main.querySelectorAll("a.tie")) mark(edge, edge.dataset.tie === key);
  for (const link of main.querySelectorAll("tbody a[data-tie]")) link.closest("tr").classList.toggle("now", link.dataset.tie === key);
  if (push) history.pushState(null, "", url);
  const heading = document.getElementById("evidencetitle");
  if (focus && key) { fresh.focus({ preventScroll: true }); fresh.scrollIntoView({ block: "nearest" }); }
  say(heading.textContent);
}

function mark(edge, on) {
  edge.classList.toggle("now", on);
  if (on) edge.setAttribute("aria-current", "true"); else edge.removeAttribute("aria-current");
}

function close() {
  const link = main.querySelector("[data-close]");
  if (!link) return false;
  const back = opener?.isConnected ? opener : named(new URL(location.href).searchParams.get("tie"));
  open(link.href, { focus: false }).then(() => back?.focus());
  return true;
}

main.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const edge = event.target.closest("[data-tie]");
  const shut = event.target.closest("[data-close]");
  if (!edge && !shut) return;
  event.preventDefault();
  if (shut) { close(); return; }
  opener = edge;
  open(edge.getAttribute("href"));
});

addEventListener("popstate", () => open(location.href, { push: false, focus: false }));

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") { if (close()) event.preventDefault(); return; }
  if (event.target.closest("input, textarea, select") || !areKeysOn()) return;
  if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); return; }
  if (event.key === "?") { location.assign("/help"); return; }
  const by = { j: 1, ArrowDown: 1, ArrowRight: 1, k: -1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const here = edges();
  const at = here.indexOf(document.activeElement);
  if (!by || !here.length || (event.key.startsWith("Arrow") && at < 0)) return;
  event.preventDefault();
  const next = here[at < 0 ? (by > 0 ? 0 : here.length - 1) : Math.min(Math.max(at + by, 0), here.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});

function areKeysOn() {
  try { return localStorage.getItem("sayso-keys") !== "off"; } catch { return true; }
}
