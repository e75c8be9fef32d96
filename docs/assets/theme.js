// Puts the reader's choice of light or dark colours in place before the page is drawn.
try {
  const chosen = localStorage.getItem("kb-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the system's setting holds.
}
