"""A visit to the site in a real browser, and what must not happen during one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.server import PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection

    from playwright.sync_api import Browser, Page


class Visit:
    """A page in a context of its own that writes down what should not happen."""

    def __init__(
        self, browser: Browser, address: str, width: int = 1280, scheme: str = "light", scripts: bool = True
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.address = address
        self.complaints: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._watch(request.url))

    def _watch(self, url: str) -> None:
        if not url.startswith((self.address.removesuffix(PREFIX.lstrip("/")), "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page


def axe_violations(page: Page, rules: Collection[str] = (), within: str = "html") -> list[str]:
    """Give what axe finds on a page or in a part of it, by all of its rules or by some.

    What is right is not listed, which is most of what axe would tell, and takes most of its time.
    """
    # Style sheets are loaded ahead for a single rule, which is off by itself: css-orientation-lock.
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    # Reading axe's own script takes as long as running it does, so a page reads it once.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(
        "([within, options]) => axe.run(within, options).then(({ violations }) => violations)", [within, options]
    )
    return [
        f"{violation['id']}: {node['html']} {node.get('failureSummary', '')}"
        for violation in violations
        for node in violation["nodes"]
    ]
