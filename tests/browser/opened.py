"""A page that is open in the browser, and what a person sees and does there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Route

__all__ = ["Opened"]

# What the policy stopped is told to nobody but the document.
_WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass(frozen=True)
class Opened:
    """A page with what went wrong in it so far."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, context: BrowserContext, address: str) -> Opened:
        """Open an address; whatever else it asks for is trouble."""
        page = context.new_page()
        opened = cls(page)
        document = address.partition("#")[0]

        def judge(route: Route) -> None:
            if route.request.url.partition("#")[0] == document:
                route.continue_()
            else:
                opened.troubles.append(f"asked for {route.request.url}")
                route.abort()

        def hear(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                opened.troubles.append(f"console: {message.text}")

        context.route("**/*", judge)
        page.on("console", hear)
        page.on("pageerror", lambda error: opened.troubles.append(f"error: {error}"))
        page.add_init_script(_WATCH)
        page.goto(address)
        if page.evaluate("document.documentElement.classList.contains('scripted')"):
            page.wait_for_selector("html[data-ready=all]", state="attached")
        return opened

    @property
    def works(self) -> Locator:
        """The works that are shown, once all of them are."""
        self.page.locator("#list:not([aria-busy=true])").wait_for(state="attached")
        return self.page.locator(".chunk:not([hidden]) > .work:not([hidden])")

    @property
    def titles(self) -> list[str]:
        """Their titles, in the order in which they stand."""
        return list(self.works.locator("h3").all_text_contents())

    @property
    def told(self) -> str:
        """How many works there are, as it is told to who can't see."""
        return str(self.page.locator("#shown").inner_text())

    @property
    def toast(self) -> str:
        """What was told last."""
        return str(self.page.locator("#toast").inner_text())

    @property
    def hash(self) -> str:
        """What stands behind the sign in the address, once it was written there."""
        self.page.locator("html:not([data-kept=soon])").wait_for(state="attached")
        return str(self.page.evaluate("decodeURIComponent(location.hash.slice(1))"))

    @property
    def clipboard(self) -> str:
        """What was copied."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    @property
    def focused(self) -> str:
        """The identity of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def search(self, words: str) -> None:
        """Type into the search."""
        self.page.locator("#query").press_sequentially(words)

    def mark(self, facet: str, label: str) -> Locator:
        """Give a bar of a picture."""
        bars = self.page.locator(f"[data-facet={facet}] .mark")
        return bars.filter(has=self.page.locator(".label, .heard", has_text=label)).first

    def stopped(self) -> list[str]:
        """Tell what the page's policy stopped."""
        return list(self.page.evaluate("window.stopped"))
