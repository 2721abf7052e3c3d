// Before anything is drawn: says that scripts run, and takes the colours that were chosen here before (an address can choose others).
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  if (root.dataset.theme !== "auto") return;
  try {
    const kept = localStorage.getItem("sayso-theme");
    if (["light", "dark", "contrast"].includes(kept)) root.dataset.theme = kept;
  } catch { /* storage may be switched off; then the system's colours stay */ }
})();
