// Two panes in step: a quotation that is pointed at or focused brings its place in the record into view, and the other way round.
const quotes = document.querySelector(".quotes");
const record = document.querySelector(".record");

function show(pane, element) {
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) pane.scrollTop += box.top - frame.top - frame.height / 3;
}

function mark(number) {
  for (const one of document.querySelectorAll(".now")) one.classList.remove("now");
  document.getElementById(`q${number}`)?.classList.add("now");
  for (const piece of record.querySelectorAll(`[data-q="${number}"]`)) piece.classList.add("now");
}

function follow(event) {
  const quote = event.target.closest(".quote");
  const piece = event.target.closest("mark.rec");
  if (quote) {
    mark(quote.dataset.q);
    const place = record.querySelector(`[data-q="${quote.dataset.q}"]`);
    if (place) show(record, place);
  } else if (piece) {
    mark(piece.dataset.q);
    show(quotes, document.getElementById(`q${piece.dataset.q}`));
  }
}

if (quotes && record) {
  for (const pane of [quotes, record]) {
    pane.addEventListener("click", follow);
    pane.addEventListener("focusin", follow);
  }
}
