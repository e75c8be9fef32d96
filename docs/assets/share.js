// The button that shares a page: through the browser's own sharing, or by its address where there is none.
import { element } from "./dom.js";
import { copy } from "./leaving.js";

/** Share an address, or copy it; give what is to be told. */
export async function share(address, title, browser = navigator) {
  if (browser.share) {
    try {
      await browser.share({ title, url: address });
      return "";
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return "";
    }
  }
  return (await copy(address)) ? "The address is copied." : "The address could not be copied. Take it from the browser's address bar.";
}

/** Put the button beside the way back to the index, or else at the end of the page. */
export function wireSharing(content) {
  const way = content.querySelector(".kb-breadcrumbs");
  const button = element("button", { type: "button", class: "kb-share" }, "Share");
  button.setAttribute("aria-label", "Share this page");
  const status = element("span", { role: "status", class: "kb-share-status" });
  // A page has one status as long as nobody turns to the button; a screen reader must know it before it says something.
  const stand = () => status.isConnected || button.before(status);
  for (const coming of ["focus", "pointerenter", "pointerdown"]) button.addEventListener(coming, stand, { once: true });
  button.addEventListener("click", async () => {
    stand();
    status.textContent = "";
    status.textContent = await share(location.href, document.title);
  });
  const row = element("div", { class: way ? "kb-way" : "kb kb-way" });
  if (way) {
    way.replaceWith(row);
    row.append(way);
  } else content.append(row);
  row.append(button);
}
