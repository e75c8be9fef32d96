"""What an import did, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from kb.authoring.naming import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.importing.plan import Account, Plan, QuestionAccount, WorkAccount

SHOWN = 60
"""Characters of a text that the report shows."""


def as_text(plan: Plan, *, is_dry_run: bool) -> str:
    """Tell for every document what became of it, and at the end how much of what there is."""
    lines = [line for account in plan.accounts for line in _account(account)]
    return "\n".join([*lines, *_summary(plan, is_dry_run=is_dry_run)])


def as_json(plan: Plan, *, is_dry_run: bool) -> str:
    """Give the same as one JSON object. ``files`` are those written, or those that would be."""
    documents = [
        {**asdict(account), "links": [asdict(link) for link in account.links.values()]} for account in plan.accounts
    ]
    files = [file.path for file in plan.files]
    return json.dumps({"dry_run": is_dry_run, "documents": documents, "files": files}, ensure_ascii=False, indent=2)


def _account(account: Account) -> Iterator[str]:
    yield account.document
    if account.error:
        yield f"  not taken: {account.error}"
    for note in account.notes:
        yield f"  text: {note}"
    for question in account.questions:
        yield f"  question: {_question(question)}"
    for work in account.works:
        yield f"  work: {_work(work)}"
    yield from _left_over(account)


def _question(account: QuestionAccount) -> str:
    if not account.is_new:
        return f"already there as {account.file}"
    tasks = f"; proposed: {', '.join(account.tasks)}" if account.tasks else "; no task is proposed"
    resembles = f"; much like {account.resembles}" if account.resembles else ""
    return f"{account.file} is new{tasks}{resembles}"


def _work(account: WorkAccount) -> str:
    name = cut(account.name, SHOWN)
    if not account.is_new:
        return f"{name} → {account.id}, known by its {account.by}"
    near = f"; shares a link with {', '.join(account.near)}" if account.near else ""
    return f"{name} → {account.id} is new{near}"


def _left_over(account: Account) -> Iterator[str]:
    nowhere = [link.given for link in account.links.values() if not link.file]
    if account.links:
        elsewhere = f", {len(nowhere)} in no file" if nowhere else ""
        yield f"  links: {len(account.links)}{elsewhere}"
    for given in nowhere:
        yield f"    not carried over, since the question is already there and the work's record does not have it: {given}"
    if account.absent:
        yield f"  left out: {_count(account.absent, 'value')} such as None and N/A"
    if account.kept:
        yield f"  kept: {_count(account.kept, 'paragraph')} of its own, below “From the document”"
    for text in account.texts_left:
        yield f"    not carried over, since the question is already there: {' '.join(text.split())}"
    if account.dropped:
        firsts = "; ".join(f"“{cut(text, SHOWN // 2)}”" for text in account.dropped)
        yield f"  dropped as boilerplate: {_count(len(account.dropped), 'paragraph')}: {firsts}"


def _summary(plan: Plan, *, is_dry_run: bool) -> Iterator[str]:
    questions = [question for account in plan.accounts for question in account.questions]
    works = [work for account in plan.accounts for work in account.works]
    links = sum(len(account.links) for account in plan.accounts)
    failed = sum(bool(account.error) for account in plan.accounts)
    new_questions, new_works = sum(one.is_new for one in questions), sum(one.is_new for one in works)
    yield ""
    yield (
        f"{_count(len(plan.accounts), 'document')}: {_count(len(questions), 'question')}, {new_questions} of them new; "
        f"{_count(len(works), 'work')}, {new_works} of them new; {_count(links, 'link')}."
    )
    if failed:
        yield f"{_count(failed, 'document')} not taken."
    yield f"{_count(len(plan.files), 'file')} {'would be ' if is_dry_run else ''}written."
    if plan.files:
        yield "All are drafts. The tasks are what the search proposes: choose the right ones. What is missing: kb check"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
