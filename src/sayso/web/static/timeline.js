// The picture of a spread: what a mark stands for shows beside it, arrows go from mark to mark in time, and days are chosen by drawing.
import { say } from "./say.js";

const svg = document.querySelector("svg.timeline");
const form = document.getElementById("days");
const DAY = 86_400_000;

if (svg && form) {
  const marks = [...svg.querySelectorAll("a.mark")];
  const float = document.createElement("div");
  float.className = "float";
  float.hidden = true;
  float.setAttribute("aria-hidden", "true"); // a mark says the same by its label
  document.body.append(float);
  for (const mark of marks) mark.querySelector("title")?.remove(); // one tip is enough
  marks.forEach((mark, number) => { mark.setAttribute("tabindex", number ? "-1" : "0"); });

  const show = (mark) => {
    const head = document.createElement("b");
    head.textContent = mark.dataset.head;
    float.replaceChildren(head, mark.getAttribute("aria-label").slice(mark.dataset.head.length));
    const wording = document.querySelector(`#w${mark.dataset.wording} .said`);
    if (wording) {
      const words = document.createElement("q");
      words.textContent = wording.textContent;
      float.append(document.createElement("br"), words);
    }
    float.hidden = false;
    const place = mark.getBoundingClientRect();
    const box = float.getBoundingClientRect();
    const below = place.bottom + 10;
    float.style.left = `${Math.min(Math.max(place.left - 20, 8), innerWidth - box.width - 8)}px`;
    float.style.top = `${below + box.height < innerHeight ? below : Math.max(8, place.top - box.height - 10)}px`;
  };
  const hide = () => { float.hidden = true; };

  svg.addEventListener("pointerover", (event) => { const mark = event.target.closest("a.mark"); if (mark && !drawn) show(mark); else hide(); });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("focusin", (event) => { const mark = event.target.closest("a.mark"); if (mark?.matches(":focus-visible")) show(mark); });
  svg.addEventListener("focusout", hide);
  addEventListener("scroll", hide, { passive: true, capture: true });

  svg.addEventListener("keydown", (event) => {
    const at = marks.indexOf(document.activeElement);
    if (event.key === "Escape") hide();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -at, End: marks.length - 1 - at }[event.key];
    if (at < 0 || step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = marks[Math.min(Math.max(at + step, 0), marks.length - 1)];
    marks[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });

  // Drawing over the picture with mouse or pen chooses days; a finger scrolls.
  let drawn = null;
  let from = 0;
  const { first, last, left, right } = svg.dataset;
  const x = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return Math.min(Math.max(point.x, +left), +right);
  };
  const day = (place) => {
    const start = Date.parse(first), end = Date.parse(last) + DAY;
    return new Date(Math.min(start + (end - start) * (place - left) / (right - left), end - 1)).toISOString().slice(0, 10);
  };
  if (first) {
    svg.addEventListener("pointerdown", (event) => {
      if (event.button || event.pointerType === "touch" || event.target.closest("a")) return;
      from = x(event);
      drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      drawn.setAttribute("class", "chosen-days");
      drawn.setAttribute("height", svg.viewBox.baseVal.height);
      svg.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    svg.addEventListener("pointermove", (event) => {
      if (!drawn) return;
      const to = x(event);
      if (!drawn.isConnected && Math.abs(to - from) > 6) svg.append(drawn);
      drawn.setAttribute("x", Math.min(from, to));
      drawn.setAttribute("width", Math.abs(to - from));
    });
    const end = (event) => {
      if (!drawn) return;
      const chosen = drawn.isConnected && event.type === "pointerup";
      drawn.remove();
      drawn = null;
      if (!chosen) return;
      const days = [from, x(event)].sort((one, other) => one - other).map(day);
      form.elements.since.value = days[0];
      form.elements.until.value = days[1];
      say(`From ${days[0]} to ${days[1]}.`);
      form.requestSubmit();
    };
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
  }
}
