"""Lets a Dask cluster build the parts of a site, and joins what comes back. What a lost worker was doing, Dask gives to another one."""

from __future__ import annotations

import datetime as dt
import os
import tarfile
from functools import partial
from typing import TYPE_CHECKING, Any

from kb.publish.build_day import build_day
from kb.publish.failure import BuildError
from kb.publish.packed import pack, unpack
from kb.publish.part import Part
from kb.publish.part_elsewhere import built_part, versions
from kb.publish.progress import begin_step, counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROJECT = ("mkdocs.yml", "hooks", "docs", "questions", "catalog", "examples", ".cache/content")
"""What a site is made of, and what was found out about it."""
MOST_PARTS = 64
"""More parts take longer: each must read all the content."""
RETRIES = 2
"""How often Dask tries a part again that a worker could not build; a full disk there is none of ours."""
SECONDS_TO_ANSWER = 30
_SETTINGS = ("SITE_URL", "POLICY")
"""Variables that mkdocs.yml reads."""


def build_on_cluster(address: str, root: Path, fresh: Path) -> None:
    """Build a site in as many parts as there are workers, and put them into one folder.

    Args:
        address: where the cluster's scheduler listens, such as ``tcp://10.0.0.5:8786``.
        root: the project's folder. All workers must have its packages; they get the project itself from here.
        fresh: where the site shall be; a folder that does not exist yet.

    Raises:
        BuildError: where there is no cluster, or a part can't be built.
    """
    begin_step("Reaching the cluster")
    with _client(address) as client:
        of = max(1, min(MOST_PARTS, sum(client.nthreads().values())))
        parts = [Part(number, of) for number in range(1, of + 1)]
        packed = pack(root, PROJECT)
        begin_step(f"Building parts on {of} workers", of)
        fresh.mkdir()
        # What is handed over as a task can be had again when the worker that held it is lost.
        project = client.submit(bytes, packed, pure=False)
        do = partial(_on_worker, environment=_environment(), wanted=versions())
        futures = [client.submit(do, project, part, retries=RETRIES, pure=False) for part in parts]
        for part in counted(_results(futures)):
            _join(part, fresh)


def _join(part: bytes, fresh: Path) -> None:
    try:
        unpack(part, fresh)
    except tarfile.TarError as error:
        message = f"A worker of the cluster gave no part of a site: {error}"
        raise BuildError(message) from error


def _on_worker(project: bytes, part: Part, environment: dict[str, str], wanted: dict[str, str]) -> bytes:
    from distributed import get_worker

    # Dask clears away what dead workers leave there.
    return built_part(project, part, environment, wanted, get_worker().local_directory)


def _environment() -> dict[str, str]:
    """Give what all parts must agree on."""
    begin = dt.datetime.combine(build_day(), dt.time(), dt.UTC)
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or str(int(begin.timestamp()))
    return {"SOURCE_DATE_EPOCH": seconds, **{name: os.environ[name] for name in _SETTINGS if name in os.environ}}


def _client(address: str) -> Any:
    """Reach the scheduler of a cluster that has a worker."""
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        message = "Building on a cluster needs the package “distributed”. Install it with: pip install '.[cluster]'"
        raise BuildError(message) from error
    # The project is some megabytes, which is no mistake.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError) as error:
        message = f"No scheduler of Dask answers at {address}: {error}. Start one with: dask scheduler"
        raise BuildError(message) from error
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError as error:
        client.close()
        message = f"The cluster at {address} has no worker. Start some with: dask worker {address}"
        raise BuildError(message) from error
    return client


def _results(futures: list[Any]) -> Iterator[bytes]:
    """Give parts as they are ready.

    Raises:
        BuildError: where one can't be built, however often it was tried.
    """
    from distributed import as_completed

    try:
        for future in as_completed(futures):
            yield future.result()
            future.release()
    except Exception as error:  # Whatever befell it on another machine.
        message = f"The cluster could not build the site. {error}"
        raise BuildError(message) from error
