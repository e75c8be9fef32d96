"""Finds out what is behind each link: through a service's interface where we know it, else by calling the page."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, assert_never

from kb.outward import services
from kb.outward.findings import Finding, State
from kb.outward.messages import NoConnectionError, NoReplyError, PassingError, PrivateAddressError
from kb.outward.polite import host_of
from kb.outward.services import ArxivPaper, DoiWork, GitHubRepository, HubRepository, Page, UnreadableAnswerError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kb.outward.collect import ExternalLink
    from kb.outward.polite import Answer, PoliteClient
    from kb.outward.services import Target

WORKERS = 8
"""How many hosts are asked at the same time. Each host is asked one thing after the other."""
SILENT_HOSTS = 3
"""When this many hosts are silent and none has answered yet, we ask whether there is a network at all."""
PROBES = ("https://doi.org/", "https://github.com/")
"""Hosts that are hardly ever down at the same time."""
PAGE_BYTES = 512 * 1024
ANSWER_BYTES = 4 * 1024 * 1024

_GONE = (404, 410, 451)
_GONE_REPOSITORY = "names a repository that is gone or private"
_RATE_LIMITED = (403, 429)
# The Hub says so of what does not exist, too, lest it betray what is private.
# https://huggingface.co/docs/huggingface_hub/package_reference/utilities#huggingface_hub.errors.RepositoryNotFoundError
_GONE_FROM_HUB = (401, *_GONE)


class NoNetworkError(Exception):
    """No host could be reached."""


def visit_all(links: Iterable[ExternalLink], visitor: Visitor, workers: int = WORKERS) -> Iterator[Finding]:
    """Visit links and give each finding as soon as it is there.

    Raises:
        NoNetworkError: nothing can be reached at all.
    """
    silent: set[str] = set()
    has_network = False
    for finding in _in_parallel(_by_host(links), visitor, workers):
        if finding.state is State.SILENT:
            silent.add(host_of(finding.url))
        elif finding.state is not State.PRIVATE:
            has_network = True
        if len(silent) >= SILENT_HOSTS and not has_network:
            has_network = visitor.reaches_anything()
            if not has_network:
                raise NoNetworkError
        yield finding
    if silent and not has_network and not visitor.reaches_anything():
        raise NoNetworkError


def _by_host(links: Iterable[ExternalLink]) -> list[list[ExternalLink]]:
    """Put links of one host together; those that take longest come first."""
    groups: dict[str, list[ExternalLink]] = defaultdict(list)
    for link in links:
        groups[host_of(link.url)].append(link)
    return sorted(groups.values(), key=len, reverse=True)


def _in_parallel(groups: list[list[ExternalLink]], visitor: Visitor, workers: int) -> Iterator[Finding]:
    """Visit groups side by side. The threads die with the program, so that it can be interrupted at any time."""
    waiting: queue.SimpleQueue[list[ExternalLink]] = queue.SimpleQueue()
    found: queue.SimpleQueue[Finding | Exception | None] = queue.SimpleQueue()
    for group in groups:
        waiting.put(group)
    running = min(workers, len(groups))
    for _ in range(running):
        threading.Thread(target=_work, args=(waiting, found, visitor), daemon=True).start()
    while running:
        finding = found.get()
        if isinstance(finding, Exception):
            raise finding
        if finding is None:
            running -= 1
        else:
            yield finding


def _work(
    waiting: queue.SimpleQueue[list[ExternalLink]],
    found: queue.SimpleQueue[Finding | Exception | None],
    visitor: Visitor,
) -> None:
    """Visit one group after the other, and say None when there are no more."""
    try:
        while True:
            for finding in visitor.visit(waiting.get_nowait()):
                found.put(finding)
    except queue.Empty:
        found.put(None)
    except Exception as error:  # raised again in the thread that somebody watches
        found.put(error)


class Visitor:
    """Asks about links and judges the answers.

    Args:
        client: how to ask.
        day: the day that findings bear.
        github_token: makes GitHub answer more often than 60 times an hour.
    """

    def __init__(self, client: PoliteClient, day: dt.date, github_token: str | None = None) -> None:
        self._client = client
        self._day = day
        self._github_headers = {"Accept": "application/vnd.github+json"}
        if github_token:
            self._github_headers["Authorization"] = f"Bearer {github_token}"

    def reaches_anything(self) -> bool:
        """Tell whether there is a network, by calling well-known hosts."""
        return any(self._answers(probe) for probe in PROBES)

    def _answers(self, url: str) -> bool:
        try:
            self._client.ask("HEAD", url, tries=1)
        except (NoConnectionError, PrivateAddressError):
            return False
        except NoReplyError:
            return True
        return True

    def visit(self, links: Iterable[ExternalLink]) -> Iterator[Finding]:
        """Find out about links of one host, one after the other; papers on arXiv several at once."""
        papers = []
        for link in links:
            target = services.recognise(link.url)
            if isinstance(target, ArxivPaper):
                papers.append((link, target))
            else:
                yield self._judged(link, target)
        remaining = iter(papers)
        while batch := list(islice(remaining, services.ARXIV_BATCH)):
            yield from self._visit_papers(batch)

    def _judged(self, link: ExternalLink, target: Target) -> Finding:
        try:
            return self._visit_one(link, target)
        except (NoReplyError, UnreadableAnswerError) as error:
            return self._failure(link.url, error)
        except Exception as error:  # one odd answer must not hide what the other links are like
            return self._finding(link.url, State.DOUBTFUL, f"could not be judged: {type(error).__name__}: {error}")

    def _visit_one(self, link: ExternalLink, target: Target) -> Finding:
        match target:
            case DoiWork():
                return self._visit_work(link)
            case GitHubRepository():
                return self._visit_repository(link, target)
            case HubRepository():
                return self._visit_hub(link, target)
            case ArxivPaper():
                return next(self._visit_papers([(link, target)]))
            case Page():
                return self._visit_page(link)
            case _:
                assert_never(target)

    def _visit_papers(self, papers: list[tuple[ExternalLink, ArxivPaper]]) -> Iterator[Finding]:
        """Ask arXiv about papers. Where it refuses the question, one of them has an id that can't be: ask singly."""
        try:
            answer = self._client.ask("GET", services.arxiv_query(paper.id for _, paper in papers), limit=ANSWER_BYTES)
            if answer.reply.status == 400 and len(papers) > 1:
                for pair in papers:
                    yield from self._visit_papers([pair])
                return
            titles = services.arxiv_titles(answer.reply.body) if answer.is_good else {}
        except (NoReplyError, UnreadableAnswerError) as error:
            yield from (self._failure(link.url, error) for link, _ in papers)
            return
        for link, paper in papers:
            if title := titles.get(paper.id):
                yield self._finding(link.url, State.ALIVE, title=title)
            elif answer.is_good or answer.reply.status == 400:
                yield self._finding(link.url, State.DEAD, "names a paper that arXiv does not know")
            else:
                yield self._unjudged(link.url, answer)

    def _visit_work(self, link: ExternalLink) -> Finding:
        """Ask a DOI's registration agency; the page itself where the agency has no such record."""
        answer = self._client.ask("GET", link.url, {"Accept": services.CSL_JSON}, limit=ANSWER_BYTES)
        if answer.is_good and "json" in answer.reply.headers.get("content-type", ""):
            return self._finding(link.url, State.ALIVE, title=services.csl_title(answer.reply.body) or "")
        if answer.reply.status in _GONE and host_of(answer.url).endswith("doi.org"):
            return self._finding(link.url, State.DEAD, "names a DOI that is not registered")
        return self._visit_page(link)

    def _visit_repository(self, link: ExternalLink, repository: GitHubRepository) -> Finding:
        """Ask GitHub; its page where we have asked too often for this hour."""
        query = services.github_query(repository)
        try:
            answer = self._client.ask("GET", query, self._github_headers, limit=ANSWER_BYTES, tries=1)
        except NoReplyError:
            return self._visit_page(link)
        if answer.reply.status in _RATE_LIMITED:
            self._client.close_host(host_of(query), "asks GitHub too often")
        if not answer.is_good and answer.reply.status not in _GONE:
            return self._visit_page(link)
        if not answer.is_good:
            return self._finding(link.url, State.DEAD, _GONE_REPOSITORY)
        facts = services.github_facts(answer.reply.body)
        moved_to = _renamed("https://github.com/", repository.name, facts.name)
        return self._finding(link.url, State.ALIVE, moved_to=moved_to, title="", is_archived=facts.is_archived)

    def _visit_hub(self, link: ExternalLink, repository: HubRepository) -> Finding:
        answer = self._client.ask("GET", services.hub_query(repository), limit=ANSWER_BYTES)
        if answer.reply.status in _GONE_FROM_HUB:
            return self._finding(link.url, State.DEAD, _GONE_REPOSITORY)
        if not answer.is_good:
            return self._unjudged(link.url, answer)
        folder = "" if repository.kind == "models" else f"{repository.kind}/"
        name = services.hub_facts(answer.reply.body).name
        moved_to = _renamed(f"https://huggingface.co/{folder}", repository.name, name)
        return self._finding(link.url, State.ALIVE, moved_to=moved_to, title="")

    def _visit_page(self, link: ExternalLink) -> Finding:
        """Call a page: HEAD first, which costs the host least, then GET, since many hosts refuse HEAD."""
        answer = None if link.has_title else self._head(link.url)
        if answer is None or not answer.is_good:
            answer = self._client.ask("GET", link.url, limit=PAGE_BYTES if link.has_title else 0)
        title = (services.page_title(answer.reply.body) or "") if link.has_title and answer.is_good else None
        return self._by_status(link.url, answer, title)

    def _head(self, url: str) -> Answer | None:
        try:
            return self._client.ask("HEAD", url, tries=1)
        except (NoConnectionError, PassingError):
            return None

    def _by_status(self, url: str, answer: Answer, title: str | None = None) -> Finding:
        status = answer.reply.status
        where = f"leads to {answer.url}, which answers {status}" if answer.url != url else f"answers {status}"
        if answer.is_good:
            return self._finding(url, State.ALIVE, moved_to=answer.moved_to, title=title)
        is_on_hub = host_of(answer.url) == "huggingface.co"
        is_gone = status in (_GONE_FROM_HUB if is_on_hub else _GONE)
        return self._finding(url, State.DEAD if is_gone else State.DOUBTFUL, where)

    def _unjudged(self, url: str, answer: Answer) -> Finding:
        status = answer.reply.status
        return self._finding(url, State.DOUBTFUL, f"could not be judged: {host_of(answer.url)} answers {status}")

    def _failure(self, url: str, error: Exception) -> Finding:
        if isinstance(error, UnreadableAnswerError):
            return self._finding(url, State.DOUBTFUL, f"could not be judged: {error}")
        state = State.DOUBTFUL
        if isinstance(error, NoConnectionError):
            state = State.SILENT
        elif isinstance(error, PrivateAddressError):
            state = State.PRIVATE
        return self._finding(url, state, str(error))

    def _finding(
        self,
        url: str,
        state: State,
        detail: str = "",
        *,
        moved_to: str | None = None,
        title: str | None = None,
        is_archived: bool = False,
    ) -> Finding:
        return Finding(url, state, self._day, detail, moved_to, title, is_archived)


def _renamed(before: str, asked: str, answered: str) -> str | None:
    """Give the new address of a repository that answers under another name; case does not count."""
    return before + answered if asked.casefold() != answered.casefold() else None
