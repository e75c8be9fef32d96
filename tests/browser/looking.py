"""What is asked of every page: wide and narrow, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST_ALIKE = 8
"""Rows and entries of one list that axe looks at: one macro makes all of them, and axe takes minutes for hundreds."""
SHORTEN = """(most) => {
  const alike = ["tbody > tr", "ul > li", "ol > li", "#pairs > section", "dl > div"];
  for (const node of document.querySelectorAll(alike.map((one) => `#content ${one}:nth-child(n + ${most + 1})`).join())) node.remove();
}"""

MOST_ELEMENTS = 2_500
"""Elements of a page: a list that is longer comes in parts."""
MOST_MEDIA = 200_000
"""Bytes of pictures, sounds and films that a page loads before anybody does anything."""
MEDIA = """() => performance.getEntriesByType("resource")
    .filter(({ initiatorType, name }) => ["img", "video", "audio", "image"].includes(initiatorType) || /\\.(webp|svg|png|jpe?g|mp3|mp4|webm)$/.test(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""


def look_at(browser: Browser, address: str, path: str) -> None:
    """Visit a page once, change the window and the colours, and assert that all is well: what axe finds in the dark can differ in contrast alone."""
    visit = Visit(browser, address)
    page = visit.open(path)
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "wider than the screen"
        if width == 390 and page.locator("#content img").count():
            page.reload(wait_until="load")
        assert page.evaluate(MEDIA) <= MOST_MEDIA, f"too many pictures at {width}"
    page.evaluate(SHORTEN, MOST_ALIKE)
    for width, scheme, rules in ((1280, "light", ()), (390, "light", ()), (390, "dark", ("color-contrast",))):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert axe_violations(page, rules) == [], f"{width} {scheme}"
        background = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert (sum(background) < 200) is (scheme == "dark")
    if "no/such" not in path:
        assert visit.complaints == []
    visit.context.close()
