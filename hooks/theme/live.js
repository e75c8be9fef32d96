// Runs on pages of `kb serve` alone: loads a page again when the content has changed, and shows what is wrong with it.
const news = new EventSource("/live/news");
/** How often the content had been looked at when this page was made. */
const looks = Number(new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).searchParams.get("looks"));

const panel = document.createElement("aside");
panel.setAttribute("role", "alert");
Object.assign(panel.style, {
  position: "fixed", insetInline: "0", bottom: "0", maxHeight: "60vh", overflow: "auto", zIndex: "9",
  padding: "1rem", background: "#fff", color: "#111", borderTop: "4px solid #b00020",
});

/** Show each error with its place and what mends it. */
function show(errors) {
  panel.replaceChildren(...errors.map(({ where, what, tip }) => {
    const part = document.createElement("p");
    part.textContent = `${where}: ${what}${tip ? `\n↳ ${tip}` : ""}`;
    part.style.whiteSpace = "pre-wrap";
    return part;
  }));
  if (errors.length) document.body.append(panel);
  else panel.remove();
}

news.addEventListener("message", ({ data }) => {
  const now = JSON.parse(data);
  show(now.errors);
  if (now.looks !== looks && !now.errors.length) location.reload();
});
