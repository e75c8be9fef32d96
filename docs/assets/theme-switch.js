// The button that switches between light and dark colours.

/** Whether the page is dark now, by choice or by the system's setting. */
export function isDark(chosen, systemIsDark) {
  return chosen ? chosen === "dark" : systemIsDark;
}

/** Make a button switch the colours and remember the choice. */
export function wireThemeSwitch(button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = () => button.setAttribute("aria-pressed", String(isDark(root.dataset.theme, system.matches)));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark(root.dataset.theme, system.matches) ? "light" : "dark";
    try {
      localStorage.setItem("kb-theme", root.dataset.theme);
    } catch {
      // Without storage the choice lasts until the next page.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
}
