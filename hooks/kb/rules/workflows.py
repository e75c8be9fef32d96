"""Workflows could really run, and models stand where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import Level
from kb.content.schema import RUNNABLE, Role
from kb.rules.base import Catalogue, Rule
from kb.rules.references import variant_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model, Question, Step, Task
    from kb.content.yamltree import Path


def check_flow(catalogue: Catalogue) -> Iterator[Problem]:
    """Each step takes what is there: the workflow's inputs or an earlier step's outputs."""
    for entry in catalogue.records.questions:
        available = list(entry.record.workflow.inputs)
        for position, step in enumerate(entry.record.workflow.steps):
            for number, modality in enumerate(step.inputs):
                if modality not in available and catalogue.exists("modality", modality):
                    yield entry.problem(
                        ("workflow", "steps", position, "inputs", number),
                        "workflow-input",
                        f"Step {position + 1} needs “{modality}”, but there is only {_list(available)}.",
                        "Add it to the workflow's inputs, or add the step that makes it.",
                    )
            available.extend(modality for modality in step.outputs if modality not in available)


def check_steps(catalogue: Catalogue) -> Iterator[Problem]:
    """A step's task and its model accept the step's inputs and yield its outputs."""
    for entry in catalogue.records.questions:
        for position, step in enumerate(entry.record.workflow.steps):
            path: Path = ("workflow", "steps", position)
            if task := catalogue.task(step.task) if step.task else None:
                yield from _misfits(entry, path, step, f"The task “{step.task}”", task.inputs, task.outputs, "task")
            if model := catalogue.model(step.model) if step.model else None:
                if model.kind not in RUNNABLE:
                    yield entry.problem(
                        (*path, "model"),
                        "workflow-model",
                        f"“{step.model}” is a {model.kind.value}, which can't run in a step.",
                        "Name a model, or leave the field out.",
                    )
                else:
                    inputs, outputs = _signature(model, catalogue)
                    yield from _misfits(entry, path, step, f"“{step.model}”", inputs, outputs, "model")


def check_names(catalogue: Catalogue) -> Iterator[Problem]:
    """Where a step makes the same kind of thing as it takes, only names tell what it does: “Image → Image” explains nothing."""
    for entry in catalogue.records.questions:
        for position, step in enumerate(entry.record.workflow.steps):
            if set(step.inputs) == set(step.outputs) and not (step.takes and step.gives):
                yield entry.problem(
                    ("workflow", "steps", position, "outputs"),
                    "unnamed-step",
                    f"Step {position + 1} takes and makes {_list(step.outputs)}, so nobody sees what it changes.",
                    "Name both in a few words, as in “takes: the scan” and “gives: the grey layer”.",
                    level=Level.WARNING,
                )


def check_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """A model that is said to answer does one of the question's tasks; a named variant exists; no model stands twice."""
    for entry in catalogue.records.questions:
        seen: set[tuple[str, str | None]] = set()
        for position, use in enumerate(entry.record.models):
            path: Path = ("models", position)
            if (use.id, use.variant) in seen:
                yield entry.problem(
                    (*path, "id"), "listed-twice", f"“{use.id}” is listed twice.", "Keep one of the rows."
                )
            seen.add((use.id, use.variant))
            if not (model := catalogue.model(use.id)):
                continue
            if use.role is Role.ANSWERS:
                yield from _role_problems(entry, path, model, use.id)
            yield from variant_problems(catalogue, entry, (*path, "variant"), use.id, use.variant)


def _role_problems(entry: Entry[Question], path: Path, model: Model, model_id: str) -> Iterator[Problem]:
    tip = "Give it another role (alternative, component, background, cited), or add the task where it belongs."
    if model.kind not in RUNNABLE:
        message = f"“{model_id}” is a {model.kind.value}, so it can't answer."
    elif not set(model.tasks) & set(entry.record.tasks):
        message = f"“{model_id}” does {_list(model.tasks)}, none of the question's tasks ({_list(entry.record.tasks)})."
    else:
        return
    yield entry.problem((*path, "role"), "model-role", message, tip)


def _misfits(
    entry: Entry[Question],
    path: Path,
    step: Step,
    who: str,
    accepts: tuple[str, ...],
    yields: tuple[str, ...],
    field: str,
) -> Iterator[Problem]:
    for side, verb, given, possible in (
        ("inputs", "does not take", step.inputs, accepts),
        ("outputs", "does not yield", step.outputs, yields),
    ):
        for number, modality in enumerate(given):
            if possible and modality not in possible:
                yield entry.problem(
                    (*path, side, number),
                    f"workflow-{field}",
                    f"{who} {verb} “{modality}”, only {_list(possible)}.",
                    f"Correct the step's {side}, or name another {field}.",
                )


def _signature(model: Model, catalogue: Catalogue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what a model takes and yields: its own word, else all that its tasks take and yield.

    Nothing stands for anything: where one of the tasks can't be read, nobody knows.
    """
    tasks: list[Task] = [task for task in map(catalogue.task, model.tasks) if task]
    if len(tasks) < len(model.tasks):
        return model.inputs or (), model.outputs or ()
    inputs = model.inputs or tuple(dict.fromkeys(modality for task in tasks for modality in task.inputs))
    outputs = model.outputs or tuple(dict.fromkeys(modality for task in tasks for modality in task.outputs))
    return inputs, outputs


def _list(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


RULES = (
    Rule("workflow", "Steps take what is there.", ("workflow-input",), check_flow),
    Rule("steps", "A step fits its task and its model.", ("workflow-task", "workflow-model"), check_steps),
    Rule("step names", "A step that takes and makes one kind of thing says which.", ("unnamed-step",), check_names),
    Rule(
        "roles",
        "Models have roles that they can fill.",
        ("model-role", "listed-twice", "unknown-reference"),
        check_roles,
    ),
)
