// Runs before the page is drawn: puts the reader's choice of light or dark colours in place, and says that scripts work.
document.documentElement.dataset.scripts = "on";
try {
  const chosen = localStorage.getItem("kb-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the system's setting holds.
}
