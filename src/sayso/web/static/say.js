// One sentence for whoever listens instead of looking.
export function say(sentence) {
  const live = document.getElementById("live");
  live.textContent = "";
  setTimeout(() => { live.textContent = sentence; }, 30);
}
