// What every page has: the choice of colours, files that are dropped, buttons that copy. The reading view has modules of its own.
import { say } from "./say.js";

const root = document.documentElement;

function keep(name, value) {
  try { localStorage.setItem(name, value); } catch { /* not kept: the choice holds for this page */ }
}

const theme = document.getElementById("theme");
if (theme) {
  theme.value = root.dataset.theme;
  theme.addEventListener("change", () => {
    root.dataset.theme = theme.value;
    keep("sayso-theme", theme.value);
    const url = new URL(location.href);
    if (url.searchParams.delete("theme"), url.href !== location.href) history.replaceState(null, "", url);
    say(`Colours: ${theme.selectedOptions[0].text}.`);
  });
}

const keys = document.getElementById("singlekeys");
if (keys) {
  try { keys.checked = localStorage.getItem("sayso-keys") !== "off"; } catch { /* see above */ }
  keys.addEventListener("change", () => keep("sayso-keys", keys.checked ? "on" : "off"));
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say("Copied.");
    button.textContent = "Copied";
  } catch {
    say("The browser did not allow copying; the words stand above.");
  }
});

// A file dropped on the form is a file chosen.
const form = document.getElementById("give");
const file = form?.querySelector("input[type=file]");
if (file) {
  const over = (on) => form.classList.toggle("over", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    say(`${file.files[0].name} is chosen.`);
  });
}
